package io.sluice.proof.crash;

import java.util.List;

/**
 * The coverage of an enumeration.
 *
 * @param calls of the history that goes well
 * @param points histories with one fault
 * @param pairs histories with two, the second at any call behind the first
 * @param disks different contents of the file system, from each of which a fresh run was tried
 * @param checked states of what the invariants look at
 * @param violated invariants, with how; nothing should be
 * @param history with the faults in it
 */
public record Crashed(
    int calls,
    long points,
    long pairs,
    int disks,
    int checked,
    List<String> violated,
    List<String> history) {}
