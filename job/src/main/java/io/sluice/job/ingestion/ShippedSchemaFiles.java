package io.sluice.job.ingestion;

import io.sluice.mapper.decode.SchemaFiles;
import io.sluice.options.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Schema files as the client reads them, each once, so that the tasks decode with the very text
 * that was planned with.
 */
public final class ShippedSchemaFiles implements SchemaFiles {
  private final Configuration hadoop;
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  public ShippedSchemaFiles(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public String text(String name) throws IOException {
    String known = texts.get(name);
    if (known != null) {
      return known;
    }
    String text = read(name);
    texts.put(name, text);
    return text;
  }

  private String read(String name) throws IOException {
    try {
      // A local file first, as with --config.
      if (!name.contains(":") && Files.exists(java.nio.file.Path.of(name))) {
        return Utf8Text.decode(Files.readAllBytes(java.nio.file.Path.of(name)));
      }
      Path path = new Path(name);
      try (InputStream in = path.getFileSystem(hadoop).open(path)) {
        return Utf8Text.decode(in.readAllBytes());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "Cannot read schema.file=%s: %s. Put the file there, or set schema.file to where it is."
              .formatted(name, e.getMessage()),
          e);
    }
  }

  /** The texts that were read, by the name that the configuration gives them. */
  public Map<String, String> texts() {
    return Map.copyOf(texts);
  }
}
