package io.sluice.testbed.soak.account;

import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.readers.DuckDb;
import io.sluice.testbed.readers.QueryResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows of Parquet files, by DuckDB. */
final class ParquetRows {
  private ParquetRows() {}

  static void read(Path root, List<Path> files, RowSink rows) throws IOException {
    if (files.stream().noneMatch(file -> file.toString().endsWith(".parquet"))) {
      return;
    }
    try (DuckDb duckDb = DuckDb.open(StackHome.find())) {
      QueryResult table =
          duckDb.query(
              "SELECT * REPLACE (epoch_ms(kafka_timestamp) AS kafka_timestamp) FROM "
                  + DuckDb.parquet(root));
      for (List<String> row : table.rows()) {
        SortedMap<String, String> cells = new TreeMap<>();
        for (int i = 0; i < row.size(); i++) {
          cells.put(table.columns().get(i), row.get(i));
        }
        String timePartition = "dt=" + cells.remove("dt") + "/hour=" + cells.remove("hour");
        new Cells(cells).deliver(timePartition, rows);
      }
    }
  }
}
