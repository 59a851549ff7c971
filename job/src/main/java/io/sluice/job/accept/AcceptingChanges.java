package io.sluice.job.accept;

import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.upkeep.Acceptance;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding;
import java.io.IOException;
import java.util.List;

/** {@code ledger --accept}: takes in what others changed in a time partition. */
public final class AcceptingChanges {
  private final Acceptance acceptance;
  private final Contents contents;
  private final Console console;

  /** Does nothing yet. */
  public AcceptingChanges(Acceptance acceptance, Contents contents, Console console) {
    this.acceptance = acceptance;
    this.contents = contents;
    this.console = console;
  }

  /**
   * Reports the changes, and with {@code --execute} accepts them.
   *
   * @param directories of the topics that are meant
   * @param act a name for what is done
   */
  public ExitCode execute(Flags flags, List<String> directories, String act)
      throws IOException, VerbFailedException {
    String timePartition = flags.value("--accept").orElseThrow();
    String reason = Reason.of(flags);
    List<Finding> found = acceptance.look(directories, timePartition, contents);
    found.forEach(finding -> console.tell(finding.message()));
    long changes = found.stream().mapToLong(finding -> finding.changes().size()).sum();
    if (changes == 0) {
      throw new VerbFailedException(
          ExitCode.USAGE,
          found.isEmpty()
              ? "Cannot accept %s: all is there as the ledger says, or there is no such time partition. See what is not with 'verify'."
                  .formatted(timePartition)
              : "Cannot accept %s: what was found there cannot be accepted, but has to be put right as it says."
                  .formatted(timePartition));
    }
    if (!flags.has("--execute")) {
      console.dryRun("accept %d changed files".formatted(changes));
      return ExitCode.DONE;
    }
    long version = acceptance.accept(found, reason, act, contents);
    console.tell("Accepted, as version %d of the ledger of upkeep.".formatted(version));
    return ExitCode.DONE;
  }
}
