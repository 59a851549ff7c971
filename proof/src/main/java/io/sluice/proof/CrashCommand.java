package io.sluice.proof;

import io.sluice.proof.crash.Crashed;
import io.sluice.proof.crash.Crashes;
import io.sluice.proof.crash.Crashes.Small;
import io.sluice.tracker.commit.FreshRun.Dying;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** {@code crashes}: each fault at each store call, and each two. */
record CrashCommand(PrintStream out) {
  private static final int PAIRS = 2;

  int run(List<String> options) throws IOException {
    if (!options.isEmpty()) {
      out.println("Cannot use " + options + ": crashes has no options.");
      return Verdicts.USAGE;
    }
    long points = 0;
    long pairs = 0;
    long states = 0;
    long disks = 0;
    for (Small small : Small.values()) {
      for (Dying dying : Dying.values()) {
        String name = (small + ", " + dying + " dying").toLowerCase(Locale.ROOT).replace('_', ' ');
        Crashed crashed =
            new Crashes(small, dying, line -> out.println("  " + name + ": " + line)).run(PAIRS);
        if (!crashed.violated().isEmpty()) {
          Verdicts.broken(out, crashed.violated(), crashed.history());
          return Verdicts.NOT_PROVED;
        }
        out.printf(
            "%s: %,d store calls, %,d points, %,d pairs, %,d states%n",
            name, crashed.calls(), crashed.points(), crashed.pairs(), crashed.checked());
        points += crashed.points();
        pairs += crashed.pairs();
        states += crashed.checked();
        disks += crashed.disks();
      }
    }
    Verdicts.held(out, states);
    out.printf(
        "crashes: %,d points, %,d pairs, %,d states held against the invariants, a fresh run from"
            + " each of %,d contents of the store; lost 0, doubled 0, stuck 0%n",
        points, pairs, states, disks);
    return Verdicts.PROVED;
  }
}
