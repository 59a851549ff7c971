package io.sluice.testbed.readers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testbed.process.StackHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Avro's own command line tools over local files, called in this JVM: a JVM for each file would
 * take a second each.
 */
public final class AvroTools implements AutoCloseable {
  private final IsolatedJars jars;
  private final ObjectMapper json = new ObjectMapper();

  private AvroTools(IsolatedJars jars) {
    this.jars = jars;
  }

  public static AvroTools open(StackHome home) throws IOException {
    return new AvroTools(IsolatedJars.of(home.classPath("readers/target/avro-tools.classpath")));
  }

  /** {@code tojson}: a line of Avro's JSON encoding for each record. */
  public List<String> toJson(Path file) throws IOException {
    return run("DataFileReadTool", file).lines().toList();
  }

  /** {@code getschema}. */
  public String schema(Path file) throws IOException {
    return run("DataFileGetSchemaTool", file);
  }

  /** {@code getmeta}: the file's metadata by key. */
  public Map<String, String> metadata(Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String line : run("DataFileGetMetaTool", file).lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        metadata.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return metadata;
  }

  /**
   * The records of files, field by field as text: unions of the first level unwrapped, null as
   * {@code NULL}, bytes as ISO-8859-1, nested values as JSON.
   */
  public List<Map<String, String>> rows(Collection<Path> files) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Path file : files) {
      JsonNode fields = json.readTree(schema(file)).path("fields");
      for (String line : toJson(file)) {
        rows.add(row(fields, json.readTree(line)));
      }
    }
    return rows;
  }

  /**
   * Closes nothing: the Hadoop that avro-tools carry loads classes when the JVM shuts down, and
   * complains on the console if it cannot.
   */
  @Override
  public void close() {}

  private static Map<String, String> row(JsonNode fields, JsonNode record) {
    Map<String, String> row = new LinkedHashMap<>();
    for (JsonNode field : fields) {
      String name = field.path("name").asText();
      JsonNode value = record.path(name);
      if (field.path("type").isArray() && value.isObject()) {
        value = value.elements().next();
      }
      row.put(name, text(value));
    }
    return row;
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "NULL";
    }
    return value.isTextual() ? value.asText() : value.toString();
  }

  private String run(String tool, Path file) throws IOException {
    Object instance = jars.newInstance("org.apache.avro.tool." + tool);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Object exitCode;
    try (PrintStream outs = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errs = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      exitCode =
          jars.inside(
              () ->
                  instance
                      .getClass()
                      .getMethod(
                          "run",
                          InputStream.class,
                          PrintStream.class,
                          PrintStream.class,
                          List.class)
                      .invoke(
                          instance,
                          InputStream.nullInputStream(),
                          outs,
                          errs,
                          List.of(file.toString())));
    } catch (InvocationTargetException e) {
      throw new IOException("Cannot read " + file + " with " + tool + ": " + e.getCause(), e);
    } catch (Exception e) {
      throw new IOException("Cannot call avro-tools' " + tool + ": " + e, e);
    }
    if (!Integer.valueOf(0).equals(exitCode)) {
      throw new IOException(
          "Cannot read %s with %s: exit code %s, %s"
              .formatted(file, tool, exitCode, err.toString(StandardCharsets.UTF_8)));
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
