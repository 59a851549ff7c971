package io.sluice.testbed.compat;

import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.readers.AvroTools;
import io.sluice.testbed.readers.DuckDb;
import io.sluice.testbed.readers.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads landed files with readers that are not ours. */
final class Landed {
  private Landed() {}

  /** A landed order. */
  record Row(RecordPlace place, long id) {
    static Row of(String kafkaPartition, String offset, String id) {
      return new Row(
          new RecordPlace(Integer.parseInt(kafkaPartition), Long.parseLong(offset)),
          Long.parseLong(id));
    }
  }

  /** The rows of all files below a local directory, each as often as it is there. */
  static List<Row> rows(OrderForm form, Path directory, StackHome stacks) throws IOException {
    return switch (form) {
      case AVRO -> avro(directory, stacks);
      case PARQUET -> parquet(directory, stacks);
    };
  }

  private static List<Row> avro(Path directory, StackHome stacks) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(file -> file.toString().endsWith(".avro")).toList();
    }
    List<Row> rows = new ArrayList<>();
    try (AvroTools tools = AvroTools.open(stacks)) {
      for (Map<String, String> row : tools.rows(files)) {
        rows.add(Row.of(cell(row, "kafka_partition"), cell(row, "kafka_offset"), cell(row, "id")));
      }
    }
    return rows;
  }

  private static String cell(Map<String, String> row, String column) throws IOException {
    String cell = row.get(column);
    if (cell == null) {
      throw new IOException(
          "Cannot read column " + column + ": landed rows have only " + row.keySet());
    }
    return cell;
  }

  private static List<Row> parquet(Path directory, StackHome stacks) throws IOException {
    try (DuckDb duckDb = DuckDb.open(stacks)) {
      QueryResult table =
          duckDb.query(
              "SELECT kafka_partition, kafka_offset, id FROM " + DuckDb.parquet(directory));
      return table.rows().stream().map(row -> Row.of(row.get(0), row.get(1), row.get(2))).toList();
    }
  }
}
