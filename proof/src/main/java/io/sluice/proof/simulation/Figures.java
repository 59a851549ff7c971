package io.sluice.proof.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts of events in a number of histories. */
public final class Figures {
  private final Map<Thing, Long> times = new EnumMap<>(Thing.class);
  private final Map<Thing, Long> histories = new EnumMap<>(Thing.class);
  private final EnumSet<Thing> inThis = EnumSet.noneOf(Thing.class);
  private long seeds;
  private long calls;

  void count(Thing thing) {
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

  void add(Figures others) {
    seeds += others.seeds;
    calls += others.calls;
    others.times.forEach((thing, count) -> times.merge(thing, count, Long::sum));
    others.histories.forEach((thing, count) -> histories.merge(thing, count, Long::sum));
  }

  public long seeds() {
    return seeds;
  }

  private long times(Thing thing) {
    return times.getOrDefault(thing, 0L);
  }

  /** Things that did not happen. */
  public List<String> missing() {
    return EnumSet.allOf(Thing.class).stream()
        .filter(thing -> times(thing) == 0)
        .map(Thing::text)
        .toList();
  }

  /** Number of times that each thing happened, and of histories in which it did. */
  public String table() {
    StringBuilder table = new StringBuilder();
    for (Thing thing : Thing.values()) {
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
        times(Thing.FAILED_BEFORE)
            + times(Thing.FAILED_AFTER)
            + times(Thing.LATE_PUT)
            + times(Thing.LATE_MOVE)
            + times(Thing.LATE_DELETE)
            + times(Thing.NEVER_DONE);
    return String.format(
        Locale.ROOT,
        "%,d seeds, %,d calls, %,d runs, %,d entries, %,d faults, %,d deaths, %,d pauses, %,d fresh runs from copies",
        seeds,
        calls,
        times(Thing.RUN_STARTED),
        times(Thing.ENTRY),
        faults,
        times(Thing.DIED),
        times(Thing.PAUSED),
        times(Thing.FRESH_RUN));
  }
}
