package io.sluice.tracker.entry;

import io.sluice.tracker.offset.KafkaPartition;

/**
 * Offsets {@code [start, end)} that expired before they were read, not acknowledged yet.
 *
 * @param id names it on the command line
 * @param since epoch millis when it was found
 * @param sinceVersion entry that first reported it
 */
public record Loss(
    String id,
    String topic,
    int kafkaPartition,
    int generation,
    long start,
    long end,
    long since,
    long sinceVersion) {
  public Loss {
    KafkaPartition.check(topic, kafkaPartition);
  }

  /** The id of a loss, which no other loss ever has. */
  public static String idOf(String topic, int kafkaPartition, int generation, long start) {
    return topic + "/" + kafkaPartition + "/g" + generation + "/lost-" + start;
  }
}
