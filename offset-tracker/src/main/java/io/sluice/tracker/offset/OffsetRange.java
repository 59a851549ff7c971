package io.sluice.tracker.offset;

/**
 * Half-open offsets {@code [start, end)} of one Kafka partition. May be empty.
 *
 * @param start at least 0
 * @param end at least {@code start}
 */
public record OffsetRange(KafkaPartition kafkaPartition, long start, long end) {
  public OffsetRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "Not a range of " + kafkaPartition + ": [" + start + ", " + end + ")");
    }
  }

  /** Number of offsets, which is at least the number of records. */
  public long length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  @Override
  public String toString() {
    return kafkaPartition + "[" + start + "," + end + ")";
  }
}
