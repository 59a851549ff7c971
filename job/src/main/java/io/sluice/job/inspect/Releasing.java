package io.sluice.job.inspect;

import io.sluice.job.accept.Reason;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.planning.PlanBase;
import io.sluice.job.release.AcceptedErrors;
import io.sluice.job.release.How;
import io.sluice.job.release.Release;
import io.sluice.job.release.Resetting;
import io.sluice.job.release.WayCheck;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.upkeep.UpkeepAppend;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code holds --release}: an operator ends a hold. What moves offsets is a reset in the ledger of
 * offsets; what lets something through is an entry in the ledger of upkeep, which makes no run
 * lose.
 */
final class Releasing {
  private final State state;
  private final Console console;
  private final KafkaFacts kafka;

  Releasing(State state, Console console, KafkaFacts kafka) {
    this.state = state;
    this.console = console;
    this.kafka = kafka;
  }

  ExitCode execute(Flags flags, How how) throws IOException, VerbFailedException {
    String id = flags.value("--release").orElseThrow();
    String reason = Reason.of(flags);
    // Whoever appends publishes the head first; who only looks leaves it as it is.
    state.tracker().setBackCheck().check();
    Optional<StoredEntry> head =
        flags.has("--execute") ? state.tracker().recovery().recover() : state.ledger().head();
    StoredEntry base = head.orElseThrow(() -> unknown(id));
    Held held =
        base.offsets().state().held().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> unknown(id));
    WayCheck.check(held, how);
    return switch (how) {
      case SKIP, RESTART, RETRY, ACCEPT_CHANGE -> move(flags, held, how, base, reason);
      case ACCEPT_ERRORS -> accept(flags, AcceptedErrors.of(held, base), reason);
    };
  }

  private ExitCode accept(Flags flags, AcceptedErrors accepted, String reason)
      throws IOException, VerbFailedException {
    String topic = accepted.held().topic();
    Table table = new Table("KAFKA PARTITION", ">FROM OFFSET", ">TO OFFSET");
    accepted
        .ranges()
        .forEach(each -> table.row(topic + "-" + each.kafkaPartition(), each.start(), each.end()));
    table.print(console.err());
    console.tell(
        "The next run reads topic %s up to there, puts its bad records into quarantine and lands the others. A task asks the schema registry for ids until those that it does not know have taken a minute; records of further ids are bad."
            .formatted(topic));
    if (!flags.has("--execute")) {
      console.dryRun("release");
      return ExitCode.DONE;
    }
    long version =
        accepted.append(
            new UpkeepAppend(state.upkeep().ledger(), state.author()), state.act(), reason);
    console.tell("Released, by version %d of the ledger of upkeep.".formatted(version));
    return ExitCode.DONE;
  }

  private ExitCode move(Flags flags, Held held, How how, StoredEntry base, String reason)
      throws IOException, VerbFailedException {
    // Also where a run that died on this head has begun new topics: its plan goes with the head.
    OffsetState before =
        PlanBase.of(base).begunBy(state.tracker().runs().plansOn(base.version())).state();
    Release release = Release.of(held, how, before, kafka);
    Table table = new Table("KAFKA PARTITION", ">NEXT OFFSET WAS", ">NEXT OFFSET WILL BE");
    release.moves().forEach(move -> table.row(move.kafkaPartition(), move.before(), move.after()));
    if (!table.isEmpty()) {
      table.print(console.err());
    }
    release.notes().forEach(console::tell);
    if (!flags.has("--execute")) {
      console.dryRun("release");
      return ExitCode.DONE;
    }
    long version =
        Resetting.append(
            state.ledger(),
            state.author(),
            base,
            release,
            state.act(),
            "holds --release %s --as %s: %s".formatted(held.id(), how.word(), reason));
    console.tell("Released, by version %d. The next run goes on from there.".formatted(version));
    return ExitCode.DONE;
  }

  private static VerbFailedException unknown(String id) {
    return new VerbFailedException(
        ExitCode.USAGE,
        "Cannot release %s: nothing of that name is held. List what is with 'holds'."
            .formatted(id));
  }
}
