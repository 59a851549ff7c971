package io.sluice.job.command;

import io.sluice.options.ConfigurationException;
import io.sluice.tracker.access.StateRights;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a command that changes the ledger: a dry run unless it is executed. */
public final class ChangeOptions {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why the change is made; needed with --execute, and kept in the ledger")
  private Optional<String> reason = Optional.empty();

  @Option(
      names = "--execute",
      description = "make the change; without it, only show what it would change")
  private boolean execute;

  public boolean isExecuted() {
    return execute;
  }

  /** Use of the state directory: a dry run only reads it. */
  public StateRights.Use use() {
    return execute ? StateRights.Use.WRITE : StateRights.Use.READ;
  }

  /**
   * The reason that was given. A dry run needs none.
   *
   * @throws ConfigurationException if the change is to be made without one
   */
  public String reason() {
    return execute
        ? reason.orElseThrow(
            () ->
                new ConfigurationException(
                    "Cannot change the ledger without a reason: it keeps why. Say --reason TEXT."))
        : reason.orElse("");
  }
}
