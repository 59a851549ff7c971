package io.sluice.proof;

import io.sluice.proof.search.Found;
import io.sluice.proof.search.Found.Whole;
import io.sluice.proof.search.Scene;
import io.sluice.proof.search.Scenes;
import io.sluice.proof.search.Search;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code interleavings}: every order of the steps of a few processes. */
record InterleavingCommand(PrintStream out) {
  /** Number of states for a heap of eight gigabytes. */
  private static final long LIMIT = 60_000_000;

  int run(List<String> options) throws IOException {
    if (!options.isEmpty()) {
      out.println("Cannot use " + options + ": interleavings has no options.");
      return Verdicts.USAGE;
    }
    List<Scene> scenes = new ArrayList<>(Scenes.small());
    scenes.addAll(Scenes.large());
    long states = 0;
    long steps = 0;
    long checked = 0;
    int whole = 0;
    for (Scene scene : scenes) {
      Found found = new Search(scene, LIMIT, line -> out.println("  " + line)).run();
      if (!found.violated().isEmpty()) {
        Verdicts.broken(out, found.violated(), found.history());
        return Verdicts.NOT_PROVED;
      }
      out.printf(
          "%s: %,d states, %,d steps, %,d contents of the store, %s%n",
          found.scene(),
          found.states(),
          found.steps(),
          found.disks(),
          found.whole() == Whole.YES ? "every order" : "not whole: the limit was reached");
      states += found.states();
      steps += found.steps();
      checked += found.checked();
      whole += found.whole() == Whole.YES ? 1 : 0;
    }
    Verdicts.held(out, states);
    out.printf(
        "interleavings: %d scenes, %d of them whole, %,d states, %,d steps, %,d different ones for"
            + " the invariants; lost 0, doubled 0, stuck 0%n",
        scenes.size(), whole, states, steps, checked);
    return whole == scenes.size() ? Verdicts.PROVED : Verdicts.NOT_PROVED;
  }
}
