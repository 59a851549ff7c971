package io.sluice.testbed.endtoend;

import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.readers.AvroTools;
import io.sluice.testbed.readers.DuckDb;
import io.sluice.testbed.readers.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The content below a topic's directory, read by readers that are not ours: Parquet by DuckDB, Avro
 * by avro-tools.
 */
final class LandedContent {
  private static final String KAFKA_PARTITION = "kafka_partition";
  private static final String OFFSET = "kafka_offset";
  private static final String TIMESTAMP = "kafka_timestamp";

  private LandedContent() {}

  /** The content of a local directory, such as {@code <topics.dir>/<topic>} or a copy of it. */
  static Content of(Path directory) throws IOException {
    Content content = new Content();
    readAvro(directory, content);
    readParquet(directory, content);
    return content;
  }

  /**
   * Files that readers see: neither they nor a directory above has a name that begins with a dot or
   * an underscore.
   */
  static List<Path> visibleFiles(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> isVisible(directory.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isVisible(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> files(Path directory, String extension) throws IOException {
    return visibleFiles(directory).stream()
        .filter(file -> file.toString().endsWith(extension))
        .toList();
  }

  private static void readAvro(Path directory, Content content) throws IOException {
    List<Path> files = files(directory, ".avro");
    if (files.isEmpty()) {
      return;
    }
    try (AvroTools tools = AvroTools.open(StackHome.find())) {
      for (Path file : files) {
        String timePartition = directory.relativize(file.toAbsolutePath().getParent()).toString();
        for (Map<String, String> cells : tools.rows(List.of(file))) {
          content.add(row(new TreeMap<>(cells), timePartition));
        }
      }
    }
  }

  private static void readParquet(Path directory, Content content) throws IOException {
    if (files(directory, ".parquet").isEmpty()) {
      return;
    }
    try (DuckDb duckDb = DuckDb.open(StackHome.find())) {
      QueryResult table =
          duckDb.query(
              "SELECT * REPLACE (epoch_ms(kafka_timestamp) AS kafka_timestamp) FROM "
                  + DuckDb.parquet(directory));
      for (List<String> row : table.rows()) {
        SortedMap<String, String> cells = new TreeMap<>();
        for (int i = 0; i < row.size(); i++) {
          cells.put(table.columns().get(i), row.get(i));
        }
        String timePartition = "dt=" + cells.remove("dt") + "/hour=" + cells.remove("hour");
        content.add(row(cells, timePartition));
      }
    }
  }

  private static Row row(SortedMap<String, String> cells, String timePartition) throws IOException {
    int kafkaPartition = Integer.parseInt(take(cells, KAFKA_PARTITION));
    long offset = Long.parseLong(take(cells, OFFSET));
    long timestamp = Long.parseLong(take(cells, TIMESTAMP));
    return Row.of(kafkaPartition, offset, timestamp, timePartition, cells);
  }

  private static String take(SortedMap<String, String> cells, String column) throws IOException {
    String cell = cells.remove(column);
    if (cell == null) {
      throw new IOException(
          "Cannot read column " + column + ": landed rows have only " + cells.keySet());
    }
    return cell;
  }
}
