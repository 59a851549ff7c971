package io.sluice.proof.mutant;

import java.util.List;

/**
 * Outcome of a mutant.
 *
 * @param invariant that broke, and how; empty if none did
 * @param by what found it
 */
public record MutantReport(String name, String bug, String invariant, String by, long millis) {
  static MutantReport of(Mutant mutant, List<String> found, long millis) {
    return found.isEmpty()
        ? new MutantReport(mutant.name(), mutant.bug(), "", "", millis)
        : new MutantReport(mutant.name(), mutant.bug(), found.get(0), found.get(1), millis);
  }

  public boolean isCaught() {
    return !invariant.isEmpty();
  }
}
