package io.sluice.proof.mutant;

import java.util.ArrayList;
import java.util.List;

/**
 * A protocol bug.
 *
 * @param name as it is called
 * @param bug what goes wrong, in a sentence
 * @param by the search that finds it soonest: a scene, or one of those below
 * @param edits that make it
 */
record Mutant(String name, String bug, String by, List<Edit> edits) {
  static final String CRASHES = "crashes";
  static final String SIMULATION = "simulation";
  static final String ATTACKS = "attacks";

  Mutant {
    edits = List.copyOf(edits);
  }

  /**
   * A change of a source file.
   *
   * @param file below the sources of {@code io.sluice}
   * @param from stands there once
   * @param to stands there instead
   */
  record Edit(String file, String from, String to) {
    String of(String source) {
      int at = source.indexOf(from);
      if (at < 0 || source.indexOf(from, at + 1) >= 0) {
        throw new IllegalStateException(
            "Cannot make a mutant of "
                + file
                + ": this does not stand there once: "
                + from
                + ". Bring the mutant up to the code.");
      }
      return source.substring(0, at) + to + source.substring(at + from.length());
    }
  }

  static Mutant of(String name, String bug, String file, String from, String to) {
    return new Mutant(name, bug, CRASHES, List.of(new Edit(file, from, to)));
  }

  /** The same, found by the simulation, soonest from that seed on. */
  Mutant bySeed(long seed) {
    return by(SIMULATION + " " + seed);
  }

  /** The same, found by another search. */
  Mutant by(String search) {
    return new Mutant(name, bug, search, edits);
  }

  /** The same with one edit more. */
  Mutant and(String file, String from, String to) {
    List<Edit> more = new ArrayList<>(edits);
    more.add(new Edit(file, from, to));
    return new Mutant(name, bug, by, more);
  }
}
