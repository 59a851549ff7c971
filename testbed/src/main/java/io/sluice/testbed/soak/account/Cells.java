package io.sluice.testbed.soak.account;

import java.io.IOException;
import java.util.SortedMap;

/** A landed row's cells as text, by column: Kafka's coordinates among them. */
record Cells(SortedMap<String, String> byColumn) {
  void deliver(String timePartition, RowSink rows) throws IOException {
    int kafkaPartition = Integer.parseInt(take("kafka_partition"));
    long offset = Long.parseLong(take("kafka_offset"));
    long timestamp = Long.parseLong(take("kafka_timestamp"));
    rows.accept(kafkaPartition, offset, Fingerprint.of(timestamp, timePartition, byColumn));
  }

  private String take(String column) throws IOException {
    String cell = byColumn.remove(column);
    if (cell == null) {
      throw new IOException(
          "Cannot read column " + column + ": landed rows have only " + byColumn.keySet());
    }
    return cell;
  }
}
