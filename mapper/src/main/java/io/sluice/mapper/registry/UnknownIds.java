package io.sluice.mapper.registry;

import java.time.Duration;

/**
 * Requests of one task for schema IDs that are not in its registry, and their time. Any producer
 * can write any ID. For one thread.
 */
final class UnknownIds {
  static final int MOST = 100;
  static final Duration LONGEST = Duration.ofMinutes(1);

  private int requests;
  private Duration waited = Duration.ZERO;

  /** Counts an unknown ID, and the time of its request. */
  void spend(Duration asking) {
    requests++;
    waited = waited.plus(asking);
  }

  int requests() {
    return requests;
  }

  boolean areMany() {
    return requests >= MOST;
  }

  boolean haveTakenLong() {
    return waited.compareTo(LONGEST) >= 0;
  }
}
