package io.sluice.job.holds;

import io.sluice.job.command.ChangeOptions;
import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console;
import io.sluice.job.command.TextTable;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.planning.PlanBase;
import io.sluice.job.release.AcceptedErrors;
import io.sluice.job.release.Release;
import io.sluice.job.release.ReleaseMode;
import io.sluice.job.release.ReleaseModeCheck;
import io.sluice.job.release.Resetting;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.maintenance.MaintenanceAppend;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code holds --release}: an operator ends a hold. What moves offsets is a reset in the ledger of
 * offsets; what lets something through is an entry in the maintenance ledger, which makes no run
 * lose.
 */
final class Releasing {
  private final OpenIngestion open;
  private final Console console;
  private final KafkaFacts kafka;

  Releasing(OpenIngestion open, Console console, KafkaFacts kafka) {
    this.open = open;
    this.console = console;
    this.kafka = kafka;
  }

  /**
   * @param to first offset to read again, where the operator names one
   */
  ExitCode execute(String id, ReleaseMode how, OptionalLong to, ChangeOptions change)
      throws IOException, CommandFailedException {
    String reason = change.reason();
    // Whoever appends publishes the head first; who only looks leaves it as it is.
    open.tracker().setBackCheck().check();
    Optional<StoredEntry> head =
        change.isExecuted() ? open.tracker().recovery().recover() : open.tracker().ledger().head();
    StoredEntry base = head.orElseThrow(() -> unknown(id));
    Hold held =
        base.offsets().state().held().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> unknown(id));
    ReleaseModeCheck.check(held, how, to);
    return switch (how) {
      case SKIP, RESTART, RETRY, ACCEPT_CHANGE -> move(change, held, how, to, base, reason);
      case ACCEPT_ERRORS -> accept(change, AcceptedErrors.of(held, base), reason);
    };
  }

  private ExitCode accept(ChangeOptions change, AcceptedErrors accepted, String reason)
      throws IOException, CommandFailedException {
    String topic = accepted.held().topic();
    TextTable table = new TextTable("KAFKA PARTITION", ">FROM OFFSET", ">TO OFFSET");
    accepted
        .ranges()
        .forEach(each -> table.row(topic + "-" + each.kafkaPartition(), each.start(), each.end()));
    table.print(console.err());
    console.note(
        "The next run reads topic %s up to there, puts its bad records into quarantine and lands the others. A task asks the schema registry for ids until those that it does not know have taken a minute; records of further ids are bad."
            .formatted(topic));
    if (!change.isExecuted()) {
      console.dryRun("release");
      return ExitCode.DONE;
    }
    long version =
        accepted.append(
            new MaintenanceAppend(open.tracker().maintenance(), open.author()),
            open.freshId(),
            reason);
    console.note("Released, by version %d of the maintenance ledger.".formatted(version));
    return ExitCode.DONE;
  }

  private ExitCode move(
      ChangeOptions change,
      Hold held,
      ReleaseMode how,
      OptionalLong to,
      StoredEntry base,
      String reason)
      throws IOException, CommandFailedException {
    // Also where a run that died on this head has begun new topics: its plan goes with the head.
    OffsetState before =
        PlanBase.of(base).begunBy(open.tracker().runs().plansOn(base.version())).state();
    Release release = Release.of(held, how, to, before, kafka);
    TextTable table = new TextTable("KAFKA PARTITION", ">NEXT OFFSET WAS", ">NEXT OFFSET WILL BE");
    release.moves().forEach(move -> table.row(move.kafkaPartition(), move.before(), move.after()));
    if (!table.isEmpty()) {
      table.print(console.err());
    }
    release.notes().forEach(console::note);
    if (!change.isExecuted()) {
      console.dryRun("release");
      return ExitCode.DONE;
    }
    long version =
        Resetting.append(
            open.tracker().ledger(),
            open.author(),
            base,
            release,
            open.freshId(),
            "holds --release %s --as %s%s: %s"
                .formatted(
                    held.id(),
                    how.word(),
                    to.isPresent() ? " --to " + to.getAsLong() : "",
                    reason));
    console.note("Released, by version %d. The next run goes on from there.".formatted(version));
    return ExitCode.DONE;
  }

  private static CommandFailedException unknown(String id) {
    return new CommandFailedException(
        ExitCode.USAGE,
        "Cannot release %s: nothing of that name is held. List what is with 'holds'."
            .formatted(id));
  }
}
