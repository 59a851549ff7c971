package io.sluice.job.planning.work;

import io.sluice.tracker.offset.KafkaPartition;

/**
 * The readable range of one Kafka partition.
 *
 * @param start first offset
 * @param end after the last offset; above {@code start}
 * @param bytesPerOffset estimated, as stored in Kafka; above 0
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
    /**
     * Its records have no leader epoch, so a log that changed at the boundary could not be
     * detected.
     */
    FORBIDDEN,
    /**
     * A task of its own reads it, if the run has at least two tasks: its next record did not fit
     * into the memory of a task.
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
