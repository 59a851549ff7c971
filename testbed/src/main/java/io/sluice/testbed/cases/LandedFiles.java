package io.sluice.testbed.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.testbed.readers.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;

/** The files that readers see below a directory, and their rows as JSON without Kafka's columns. */
record LandedFiles(Path directory, DuckDb duckDb) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OFFSET = "kafka_offset";

  /** A row of quarantine. */
  record Quarantined(long offset, String errorClass, String message) {}

  List<Path> files() throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !directory.relativize(file).toString().matches("(^|.*/)[._][^/]*(/.*|$)"))
          .sorted()
          .toList();
    }
  }

  /** The directories with files, relative to this one. */
  List<String> timePartitions() throws IOException {
    return files().stream()
        .map(file -> directory.relativize(file.toAbsolutePath().getParent()).toString())
        .distinct()
        .toList();
  }

  /** Rows as normalised JSON, sorted; all Parquet files are read as one table by position. */
  List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Path file : of(".avro")) {
      for (JsonNode row : avro(file)) {
        rows.add(withoutCoordinates(row));
      }
    }
    if (!of(".parquet").isEmpty()) {
      for (List<String> row :
          duckDb
              .query(
                  "SELECT CAST(to_json(landed_row) AS VARCHAR) FROM " + parquet() + " landed_row")
              .rows()) {
        rows.add(withoutCoordinates(JSON.readTree(row.get(0))));
      }
    }
    return rows.stream().sorted().toList();
  }

  /** Columns as DuckDB has them, {@code name type} each, without Kafka's. */
  List<String> columns() throws IOException {
    return duckDb.query("DESCRIBE SELECT * FROM " + parquet()).rows().stream()
        .filter(row -> !row.get(0).startsWith("kafka_"))
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }

  List<Quarantined> quarantined() throws IOException {
    List<Quarantined> rows = new ArrayList<>();
    for (Path file : of(".avro")) {
      for (JsonNode row : avro(file)) {
        rows.add(
            new Quarantined(
                row.path(OFFSET).asLong(),
                row.path("error_class").asText(),
                row.path("error_message").asText()));
      }
    }
    return rows;
  }

  static String normalised(String json) throws IOException {
    return JSON.readTree(json).toString();
  }

  private List<Path> of(String extension) throws IOException {
    return files().stream().filter(file -> file.toString().endsWith(extension)).toList();
  }

  private String parquet() {
    return "read_parquet('%s/**/*.parquet', hive_partitioning=false)"
        .formatted(directory.toString().replace("'", "''"));
  }

  private static List<JsonNode> avro(Path file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (DataFileReader<Object> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      while (reader.hasNext()) {
        rows.add(JSON.readTree(String.valueOf(reader.next())));
      }
    }
    return rows;
  }

  private static String withoutCoordinates(JsonNode row) {
    ObjectNode own = (ObjectNode) row;
    List<String> names = new ArrayList<>();
    own.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> !name.startsWith("kafka_"));
    own.remove(names);
    return own.toString();
  }
}
