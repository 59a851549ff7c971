package io.sluice.proof.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts of events in a number of histories. */
public final class HistoryFigures {
  private final Map<Occurrence, Long> times = new EnumMap<>(Occurrence.class);
  private final Map<Occurrence, Long> histories = new EnumMap<>(Occurrence.class);
  private final EnumSet<Occurrence> inThis = EnumSet.noneOf(Occurrence.class);
  private long seeds;
  private long calls;

  void count(Occurrence thing) {
    times.merge(thing, 1L, Long::sum);
    inThis.add(thing);
  }

  /** A history is over. */
  void end(long itsCalls) {
    seeds++;
    calls += itsCalls;
    inThis.forEach(thing -> histories.merge(thing, 1L, Long::sum));
    inThis.clear();
  }

  void add(HistoryFigures others) {
    seeds += others.seeds;
    calls += others.calls;
    others.times.forEach((thing, count) -> times.merge(thing, count, Long::sum));
    others.histories.forEach((thing, count) -> histories.merge(thing, count, Long::sum));
  }

  public long seeds() {
    return seeds;
  }

  private long times(Occurrence thing) {
    return times.getOrDefault(thing, 0L);
  }

  /** Things that did not happen. */
  public List<String> missing() {
    return EnumSet.allOf(Occurrence.class).stream()
        .filter(thing -> times(thing) == 0)
        .map(Occurrence::text)
        .toList();
  }

  /** Number of times that each thing happened, and of histories in which it did. */
  public String table() {
    StringBuilder table = new StringBuilder();
    for (Occurrence thing : Occurrence.values()) {
      table.append(
          String.format(
              Locale.ROOT,
              "  %,12d times in %,8d histories  %s%n",
              times(thing),
              histories.getOrDefault(thing, 0L),
              thing.text()));
    }
    return table.toString();
  }

  /** One line. */
  public String line() {
    long faults =
        times(Occurrence.FAILED_BEFORE)
            + times(Occurrence.FAILED_AFTER)
            + times(Occurrence.LATE_PUT)
            + times(Occurrence.LATE_MOVE)
            + times(Occurrence.LATE_DELETE)
            + times(Occurrence.NEVER_DONE);
    return String.format(
        Locale.ROOT,
        "%,d seeds, %,d calls, %,d runs, %,d entries, %,d faults, %,d deaths, %,d pauses, %,d fresh runs from copies",
        seeds,
        calls,
        times(Occurrence.RUN_STARTED),
        times(Occurrence.ENTRY),
        faults,
        times(Occurrence.DIED),
        times(Occurrence.PAUSED),
        times(Occurrence.FRESH_RUN));
  }
}
