package io.sluice.job.ledger;

import io.sluice.job.command.ChangeOptions;
import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console;
import io.sluice.job.ingestion.LandedDirectories;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.ExitCode;
import io.sluice.maintenance.verify.LandedFooters;
import io.sluice.tracker.maintenance.Acceptance;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;

/** {@code ledger --accept}: takes in what others changed in a time partition. */
final class AcceptingChanges {
  private final OpenIngestion open;
  private final Console console;

  AcceptingChanges(OpenIngestion open, Console console) {
    this.open = open;
    this.console = console;
  }

  /**
   * Reports the changes, and with {@code --execute} accepts them.
   *
   * @param topic empty for all topics
   */
  ExitCode execute(String timePartition, Optional<String> topic, ChangeOptions change)
      throws IOException, CommandFailedException {
    String reason = change.reason();
    Acceptance acceptance = open.tracker().acceptance();
    Contents contents =
        new LandedFooters(FileSystem.get(open.places().fileSystem(), open.hadoop()), open.hadoop());
    List<String> directories =
        topic.isPresent()
            ? LandedDirectories.ofTopic(open, topic.get())
            : LandedDirectories.read(open);
    List<Finding> found = acceptance.look(directories, timePartition, contents);
    found.forEach(finding -> console.note(finding.message()));
    long changes = found.stream().mapToLong(finding -> finding.changes().size()).sum();
    if (changes == 0) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          found.isEmpty()
              ? "Cannot accept %s: all is there as the ledger says, or there is no such time partition. See what is not with 'verify'."
                  .formatted(timePartition)
              : "Cannot accept %s: what was found there cannot be accepted, but has to be put right as it says."
                  .formatted(timePartition));
    }
    if (!change.isExecuted()) {
      console.dryRun("accept %d changed files".formatted(changes));
      return ExitCode.DONE;
    }
    long version = acceptance.accept(found, reason, open.freshId(), contents);
    console.note("Accepted, as version %d of the maintenance ledger.".formatted(version));
    return ExitCode.DONE;
  }
}
