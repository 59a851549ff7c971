package io.sluice.testbed.soak.plan;

import java.util.EnumMap;
import java.util.Map;

/** Counts of kills, in all and of each kind. */
public final class Tally {
  private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
  private int insideCommit;

  /** Required events of a soak test of half an hour. */
  private static final int LEAST_IN_ALL = 60;

  private static final int LEAST_OF_EACH = 5;
  private static final int LEAST_INSIDE_COMMIT = 10;

  public void count(Victim victim) {
    kills.merge(victim, 1, Integer::sum);
  }

  /** Counts the same kill once more as one between the entry and the mark. */
  public void countInsideCommit() {
    insideCommit++;
  }

  public int of(Victim victim) {
    return kills.getOrDefault(victim, 0);
  }

  public int inAll() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int insideCommit() {
    return insideCommit;
  }

  /** Whether there were as many as half an hour should bring. */
  public boolean isEnough() {
    for (Victim victim : Victim.values()) {
      if (of(victim) < LEAST_OF_EACH) {
        return false;
      }
    }
    return inAll() >= LEAST_IN_ALL && insideCommit >= LEAST_INSIDE_COMMIT;
  }
}
