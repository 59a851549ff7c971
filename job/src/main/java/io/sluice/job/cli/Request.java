package io.sluice.job.cli;

import io.sluice.job.config.Where;
import io.sluice.job.verb.CommandLines;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the arguments ask for.
 *
 * @param configs files, each laid over the ones before
 * @param sets {@code key=value} each
 * @param okExits numbers of exit codes that are returned as 0
 */
record Request(
    VerbSyntax verb,
    Where where,
    List<String> configs,
    List<String> sets,
    Console.Form form,
    Set<Integer> okExits,
    Flags flags) {

  /** The command lines of the same ingestion; none shows a secret. */
  CommandLines commands(String program, HadoopArguments arguments) {
    List<String> context = new ArrayList<>();
    if (where == Where.LOCAL) {
      context.add("--local");
    }
    arguments.shownGeneric().forEach(context::add);
    configs.forEach(file -> context.addAll(List.of("--config", file)));
    sets.forEach(set -> context.addAll(List.of("--set", HadoopArguments.shown(set))));
    return CommandLines.of(program, VerbSyntax.words(), context, arguments.shown());
  }
}
