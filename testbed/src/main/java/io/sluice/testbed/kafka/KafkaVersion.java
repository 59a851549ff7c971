package io.sluice.testbed.kafka;

import java.util.Arrays;

/**
 * A release of Kafka's brokers.
 *
 * @param text as Maven has it, such as {@code 2.8.2}
 */
public record KafkaVersion(String text) {
  /** The one that all tests run on. */
  public static final KafkaVersion NEWEST = new KafkaVersion("4.3.1");

  private static final int[] FIRST_BY_ITSELF = {3, 3};
  private static final int[] FIRST_WITH_TOPIC_IDS = {2, 8};

  public KafkaVersion {
    if (!text.matches("\\d+\\.\\d+\\.\\d+")) {
      throw new IllegalArgumentException(
          "Cannot start Kafka '" + text + "': that is no version such as 2.8.2.");
    }
  }

  /** Whether it keeps its own metadata; older ones want a ZooKeeper here. */
  boolean isKraft() {
    return isAtLeast(FIRST_BY_ITSELF);
  }

  /** Whether each topic has an ID. */
  public boolean hasTopicIds() {
    return isAtLeast(FIRST_WITH_TOPIC_IDS);
  }

  /** The file below the stacks that their build has written. */
  String classPathFile() {
    return equals(NEWEST)
        ? "kafka/target/kafka.classpath"
        : "kafka-other/target/kafka-" + text + ".classpath";
  }

  private boolean isAtLeast(int... other) {
    int[] own = Arrays.stream(text.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    return Arrays.compare(own, other) >= 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
