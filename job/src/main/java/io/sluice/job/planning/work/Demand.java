package io.sluice.job.planning.work;

import io.sluice.tracker.offset.KafkaPartition;

/**
 * What there is to read of one Kafka partition.
 *
 * @param start first offset
 * @param end behind the last offset; above {@code start}
 * @param bytesPerOffset estimated, as they lie in Kafka; above 0
 * @param priority higher first
 * @param served version of the ledger's entry that last moved the offset, 0 if none has
 */
public record Demand(
    KafkaPartition kafkaPartition,
    long start,
    long end,
    double bytesPerOffset,
    Urgency urgency,
    int priority,
    long served,
    Cutting cutting) {

  /** States whether several tasks may read the demand at once. */
  public enum Cutting {
    ALLOWED,
    /** Its records carry no leader epoch, so nothing would show a log that changed at the cut. */
    FORBIDDEN,
    /**
     * One task reads it and nothing else, where a run has two tasks or more: its next record did
     * not fit into the memory of a task.
     */
    ALONE
  }

  public Demand {
    if (start < 0 || end <= start || !(bytesPerOffset > 0)) {
      throw new IllegalArgumentException(
          "Nothing to read of "
              + kafkaPartition
              + ": ["
              + start
              + ", "
              + end
              + "), "
              + bytesPerOffset
              + " bytes each");
    }
  }

  public String topic() {
    return kafkaPartition.topic();
  }

  /** All of it. */
  public double bytes() {
    return (end - start) * bytesPerOffset;
  }
}
