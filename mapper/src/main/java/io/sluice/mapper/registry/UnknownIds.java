package io.sluice.mapper.registry;

import java.time.Duration;

/**
 * Spending of one task on schema ids that its registry does not know: requests and the time that
 * they took. Any producer may name any id. For one thread.
 */
final class UnknownIds {
  static final int MOST = 100;
  static final Duration LONGEST = Duration.ofMinutes(1);

  private int requests;
  private Duration waited = Duration.ZERO;

  /** The registry did not know an id, and said so after that time. */
  void spend(Duration asking) {
    requests++;
    waited = waited.plus(asking);
  }

  boolean areMany() {
    return requests >= MOST;
  }

  boolean haveTakenLong() {
    return waited.compareTo(LONGEST) >= 0;
  }
}
