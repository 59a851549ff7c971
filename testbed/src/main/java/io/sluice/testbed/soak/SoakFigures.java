package io.sluice.testbed.soak;

import io.sluice.testbed.soak.plan.Tally;
import io.sluice.testbed.soak.plan.Victim;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The totals of a soak test.
 *
 * @param time while there were kills
 * @param produced records that a reader of committed ones sees in Kafka
 * @param wrong landed records with another content than in Kafka, or that are not there
 * @param untrue words of clients that the ledger does not bear out
 * @param unsound how often {@code verify} found something, or a landed file was gone or altered
 * @param stuck rounds that no run could bring to an end
 */
public record SoakFigures(
    Duration time,
    int runs,
    Tally tally,
    long produced,
    long landed,
    long lost,
    long doubled,
    long wrong,
    int untrue,
    int unsound,
    int stuck) {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final long RECORDS_OF_A_LONG_ONE = 5_000_000;

  /** Whether nothing went wrong. */
  public boolean isClean() {
    return lost == 0
        && doubled == 0
        && wrong == 0
        && untrue == 0
        && unsound == 0
        && stuck == 0
        && landed == produced;
  }

  /** Whether there was as much of all as half an hour should bring; a shorter one owes nothing. */
  public boolean isEnough() {
    return time.compareTo(LONG) < 0 || (tally.isEnough() && produced >= RECORDS_OF_A_LONG_ONE);
  }

  @Override
  public String toString() {
    String kinds =
        Arrays.stream(Victim.values())
            .map(victim -> victim + " " + tally.of(victim))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "soak: %.1f minutes, %d runs, %d kills (%s), %d of them between entry and published mark; produced %,d, landed %,d, lost %d, doubled %d, wrong %d, untrue words %d, unsound %d, stuck %d%s",
        time.toMillis() / 60_000.0,
        runs,
        tally.inAll(),
        kinds,
        tally.insideCommit(),
        produced,
        landed,
        lost,
        doubled,
        wrong,
        untrue,
        unsound,
        stuck,
        isEnough() ? "" : "; fewer kills or records than half an hour owes");
  }
}
