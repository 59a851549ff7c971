package io.sluice.job.kafka;

/**
 * Retention of a topic, by age and by size.
 *
 * @param millis {@link #UNLIMITED} if age deletes nothing
 * @param bytes per Kafka partition, {@link #UNLIMITED} if size deletes nothing
 */
public record TopicRetention(long millis, long bytes) {
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** For a topic that is compacted only. */
  public static final TopicRetention FOREVER = new TopicRetention(UNLIMITED, UNLIMITED);
}
