package io.sluice.job.ledger;

import io.sluice.job.command.ChangeOptions;
import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.maintenance.MissingAnswer;
import io.sluice.tracker.maintenance.MissingFiles;
import java.io.IOException;
import java.util.stream.Collectors;

/** {@code ledger --accept-missing}: goes on without staged files that are gone for good. */
final class AcceptingMissing {
  private final OpenIngestion open;
  private final Console console;

  AcceptingMissing(OpenIngestion open, Console console) {
    this.open = open;
    this.console = console;
  }

  /** Reports the hole, and with {@code --execute} accepts it. */
  ExitCode execute(long version, ChangeOptions change) throws IOException, CommandFailedException {
    MissingFiles missing = open.tracker().missingFiles();
    String reason = change.reason();
    boolean execute = change.isExecuted();
    MissingAnswer answer =
        execute ? missing.accept(version, reason, open.freshId()) : missing.look(version);
    if (answer instanceof MissingAnswer.None none) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "Cannot accept a hole in version %d: %s. See what stands with 'ledger', and what is missing with 'verify'."
              .formatted(version, none.why()));
    }
    if (answer instanceof MissingAnswer.Hole hole) {
      report(hole);
    }
    if (answer instanceof MissingAnswer.MarkGone) {
      return markGone(version, execute);
    }
    if (!execute) {
      console.dryRun("publish the rest and go on without them");
      return ExitCode.DONE;
    }
    console.note(
        "Accepted: version %d is published without them. The next run goes on; 'verify' names the hole. While Kafka has those records, an ingestion of another name and topics.dir can land them."
            .formatted(version));
    return ExitCode.DONE;
  }

  private ExitCode markGone(long version, boolean execute) {
    console.note(
        "Version %d is published, since a later version stands on it, and its mark is gone."
            .formatted(version));
    if (execute) {
      console.note("Marked version %d again. Look for its files with 'verify'.".formatted(version));
    } else {
      console.dryRun("mark it again");
    }
    return ExitCode.DONE;
  }

  private void report(MissingAnswer.Hole hole) {
    console.note(
        "Of %d files of version %d are gone, neither landed nor staged: %d, with %,d records."
            .formatted(
                hole.entry().entry().files().size(),
                hole.entry().version(),
                hole.gone().size(),
                hole.gone().stream().mapToLong(StagedFile::records).sum()));
    for (StagedFile file : hole.gone()) {
      console.note(
          "  %s: %s"
              .formatted(
                  file.path(),
                  file.parts().stream()
                      .map(part -> line(file.topic(), part))
                      .collect(Collectors.joining("; "))));
    }
  }

  /** One file holds a Kafka partition's records of one time partition: others lie between them. */
  private static String line(String topic, Part part) {
    return "%,d records of %s %d within [%d, %d)"
        .formatted(
            part.records(),
            topic,
            part.kafkaPartition(),
            part.firstOffset(),
            part.lastOffset() + 1);
  }
}
