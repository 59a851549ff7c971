package io.sluice.testbed.compat;

/** Place of a record in its topic. */
record RecordPlace(int kafkaPartition, long offset) implements Comparable<RecordPlace> {
  @Override
  public int compareTo(RecordPlace other) {
    int byKafkaPartition = Integer.compare(kafkaPartition, other.kafkaPartition);
    return byKafkaPartition != 0 ? byKafkaPartition : Long.compare(offset, other.offset);
  }
}
