package io.sluice.job.holds;

import io.sluice.job.command.ChangeOptions;
import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.maintenance.MaintenanceAppend;
import java.io.IOException;
import java.util.List;

/**
 * {@code holds --ack}: an operator takes note of losses, in the maintenance ledger, which makes no
 * run lose.
 */
final class Acknowledging {
  private final OpenIngestion open;
  private final Console console;

  Acknowledging(OpenIngestion open, Console console) {
    this.open = open;
    this.console = console;
  }

  ExitCode execute(List<String> ids, ChangeOptions change)
      throws IOException, CommandFailedException {
    String reason = change.reason();
    open.tracker().setBackCheck().check();
    PendingDecisions pending = PendingDecisions.read(open);
    for (String id : ids) {
      Loss loss = pending.loss(id).orElseThrow(() -> unknown(id));
      console.note(
          "%s: offsets [%d, %d) of %s %d are lost for ever."
              .formatted(id, loss.start(), loss.end(), loss.topic(), loss.kafkaPartition()));
    }
    if (!change.isExecuted()) {
      console.dryRun("acknowledge");
      return ExitCode.DONE;
    }
    long version = append(ids, reason);
    console.note("Acknowledged, as version %d of the maintenance ledger.".formatted(version));
    return ExitCode.DONE;
  }

  private long append(List<String> losses, String reason) throws IOException {
    EntryHeader known = open.tracker().ledger().head().orElseThrow().entry().header();
    return new MaintenanceAppend(open.tracker().maintenance(), open.author())
        .append(
            known,
            open.freshId(),
            header -> new MaintenanceEntry.Acknowledge(header, reason, losses, List.of(), 0))
        .ownOrThrow("acknowledge " + String.join(", ", losses))
        .version();
  }

  private static CommandFailedException unknown(String id) {
    return new CommandFailedException(
        ExitCode.USAGE,
        "Cannot acknowledge %s: no loss of that name waits. List them with 'holds'.".formatted(id));
  }
}
