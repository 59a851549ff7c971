package io.sluice.testbed.soak.strike;

import java.util.List;

/**
 * The result of a round.
 *
 * @param kills that were done, in their order
 * @param ends exit codes of its runs, {@code killed} where the client was
 * @param healedBy what brought the data in; empty if nothing did
 * @param untrue what clients said that does not hold
 */
public record RoundResult(
    List<Kill> kills, List<String> ends, String healedBy, List<String> untrue) {
  /** The end of a client that had to be killed since it did not end by itself. */
  static final String HUNG = "hung";

  public RoundResult {
    kills = List.copyOf(kills);
    ends = List.copyOf(ends);
    untrue = List.copyOf(untrue);
  }

  /** Whether nothing brought the data in, or a client hung. */
  public boolean isStuck() {
    return healedBy.isEmpty() || ends.contains(HUNG);
  }
}
