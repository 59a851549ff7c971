package io.sluice.testbed.compat;

/** Place of a record in its topic. */
record Place(int kafkaPartition, long offset) implements Comparable<Place> {
  @Override
  public int compareTo(Place other) {
    int byKafkaPartition = Integer.compare(kafkaPartition, other.kafkaPartition);
    return byKafkaPartition != 0 ? byKafkaPartition : Long.compare(offset, other.offset);
  }
}
