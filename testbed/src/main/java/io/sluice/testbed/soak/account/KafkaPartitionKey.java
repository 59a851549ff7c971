package io.sluice.testbed.soak.account;

import java.util.Comparator;

/** A Kafka partition. */
public record KafkaPartitionKey(String topic, int kafkaPartition)
    implements Comparable<KafkaPartitionKey> {
  private static final Comparator<KafkaPartitionKey> ORDER =
      Comparator.comparing(KafkaPartitionKey::topic)
          .thenComparingInt(KafkaPartitionKey::kafkaPartition);

  @Override
  public int compareTo(KafkaPartitionKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "/" + kafkaPartition;
  }
}
