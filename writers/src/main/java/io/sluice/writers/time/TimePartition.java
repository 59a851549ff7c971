package io.sluice.writers.time;

/**
 * A directory, and the times that belong into it.
 *
 * @param directory relative to the topic's, such as {@code dt=2026-11-21/hour=09}; empty if there
 *     are no time partitions
 * @param start epoch millis
 * @param end epoch millis, exclusive
 */
public record TimePartition(String directory, long start, long end) {
  boolean contains(long millis) {
    return millis >= start && millis < end;
  }
}
