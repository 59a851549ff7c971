package io.sluice.tracker.offset;

import java.util.Comparator;

/**
 * A topic and the number of one of its Kafka partitions.
 *
 * @param topic the topic's exact name
 * @param number at least 0
 */
public record KafkaPartition(String topic, int number) implements Comparable<KafkaPartition> {
  private static final Comparator<KafkaPartition> ORDER =
      Comparator.comparing(KafkaPartition::topic).thenComparingInt(KafkaPartition::number);

  public KafkaPartition {
    check(topic, number);
  }

  /**
   * Checks a topic and a number.
   *
   * @throws IllegalArgumentException if there is no such Kafka partition
   */
  public static void check(String topic, int number) {
    if (topic.isEmpty() || number < 0) {
      throw new IllegalArgumentException("Not a Kafka partition: '" + topic + "', " + number);
    }
  }

  @Override
  public int compareTo(KafkaPartition other) {
    return ORDER.compare(this, other);
  }

  /** {@code topic-number}, as Kafka's own tools print it. */
  @Override
  public String toString() {
    return topic + "-" + number;
  }
}
