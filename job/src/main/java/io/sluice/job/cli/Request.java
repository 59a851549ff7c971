package io.sluice.job.cli;

import io.sluice.job.config.Where;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import java.util.List;
import java.util.Set;

/**
 * What the arguments ask for.
 *
 * @param configs files, each laid over the ones before
 * @param sets {@code key=value} each
 * @param okExits numbers of exit codes that are told as 0
 */
record Request(
    VerbSyntax verb,
    Where where,
    List<String> configs,
    List<String> sets,
    Console.Form form,
    Set<Integer> okExits,
    Flags flags) {}
