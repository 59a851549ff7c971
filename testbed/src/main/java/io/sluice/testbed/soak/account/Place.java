package io.sluice.testbed.soak.account;

import java.util.Comparator;

/** A Kafka partition. */
public record Place(String topic, int kafkaPartition) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::topic).thenComparingInt(Place::kafkaPartition);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "/" + kafkaPartition;
  }
}
