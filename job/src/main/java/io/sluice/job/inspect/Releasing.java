package io.sluice.job.inspect;

import io.sluice.job.accept.Reason;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.release.How;
import io.sluice.job.release.Release;
import io.sluice.job.release.Resetting;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.Optional;

/** {@code holds --release}: a person moves what is held, by a reset in the ledger of offsets. */
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
    Release release = Release.of(held, how, base.offsets().state(), kafka);
    Table table = new Table("KAFKA PARTITION", ">NEXT OFFSET WAS", ">NEXT OFFSET WILL BE");
    release.moves().forEach(move -> table.row(move.kafkaPartition(), move.before(), move.after()));
    table.print(console.err());
    if (!flags.has("--execute")) {
      console.tell(
          "A dry run: nothing was written. To release: "
              + console.commands().again(Reason.TO_SAY_WHY, Reason.TO_EXECUTE));
      return ExitCode.DONE;
    }
    long version =
        Resetting.append(
            state.ledger(),
            state.author(),
            base,
            release,
            state.act(),
            "holds --release %s: %s".formatted(id, reason));
    console.err().printf("Released, by version %d. The next run goes on from there.%n", version);
    return ExitCode.DONE;
  }

  private static VerbFailedException unknown(String id) {
    return new VerbFailedException(
        ExitCode.USAGE,
        "Cannot release %s: nothing of that name is held. List what is with 'holds'."
            .formatted(id));
  }
}
