package io.sluice.proof.search;

import java.util.List;

/**
 * The result of a search.
 *
 * @param states of all processes and the file system together
 * @param steps from one state to another
 * @param disks different contents of the file system; from each a fresh run was tried
 * @param checked states of what the invariants look at
 * @param whole whether all was seen
 * @param violated invariants, with how; nothing should be
 * @param history that leads there, one of the shortest
 */
public record Found(
    String scene,
    long states,
    long steps,
    int disks,
    int checked,
    Whole whole,
    List<String> violated,
    List<String> history) {

  /** States whether the search was exhaustive. */
  public enum Whole {
    YES,
    LIMIT_REACHED,
    VIOLATED
  }
}
