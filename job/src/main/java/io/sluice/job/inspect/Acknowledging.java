package io.sluice.job.inspect;

import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.UpkeepEntry;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code holds --ack}: a person takes note of losses, in the ledger of upkeep, which makes no run
 * lose.
 */
final class Acknowledging {

  /** Others that append there at the same time: each takes a version and is done. */
  private static final int TRIES = 20;

  private final State state;
  private final Console console;

  Acknowledging(State state, Console console) {
    this.state = state;
    this.console = console;
  }

  ExitCode execute(Flags flags) throws IOException, VerbFailedException {
    List<String> ids = flags.all("--ack");
    String reason = HoldsVerb.reason(flags);
    Waiting waiting = Waiting.of(state);
    for (String id : ids) {
      Loss loss = waiting.loss(id).orElseThrow(() -> unknown(id));
      console
          .err()
          .printf(
              "%s: offsets [%d, %d) of %s %d are lost for ever.%n",
              id, loss.start(), loss.end(), loss.topic(), loss.kafkaPartition());
    }
    if (!flags.has("--execute")) {
      console.err().println("A dry run: nothing was written. Say --execute to acknowledge.");
      return ExitCode.DONE;
    }
    long version = append(ids, reason);
    console.err().printf("Acknowledged, as version %d of the ledger of upkeep.%n", version);
    return ExitCode.DONE;
  }

  private long append(List<String> losses, String reason) throws IOException, VerbFailedException {
    EntryHeader known = state.ledger().head().orElseThrow().entry().header();
    Ledger upkeep = state.upkeep().ledger();
    String act = state.act();
    for (int i = 0; i < TRIES; i++) {
      EntryHeader header = header(known, upkeep.head(), act);
      AppendAnswer answer =
          upkeep.append(new UpkeepEntry.Acknowledge(header, reason, losses, List.of(), 0));
      if (answer instanceof AppendAnswer.Committed
          || answer instanceof AppendAnswer.AlreadyCommitted) {
        return header.version();
      }
      if (answer instanceof AppendAnswer.Unknown unknown) {
        throw new VerbFailedException(
            ExitCode.NOT_KNOWN,
            "Cannot tell whether the acknowledgement stands: %s. Look with 'holds', and say it again if it does not."
                .formatted(unknown.why()));
      }
    }
    throw new VerbFailedException(
        ExitCode.OTHER_RUN,
        "Cannot acknowledge %s: others append to the ledger of upkeep all the time. Try again."
            .formatted(String.join(", ", losses)));
  }

  private EntryHeader header(EntryHeader known, Optional<StoredEntry> head, String act) {
    return new EntryHeader(
        known.ingestion(),
        head.map(StoredEntry::version).orElse(0L) + 1,
        act,
        state.author().clock().millis(),
        state.author().writtenBy(),
        state.author().user(),
        known.clusterId(),
        known.fileSystem(),
        head.map(StoredEntry::checksum).orElse(""));
  }

  private static VerbFailedException unknown(String id) {
    return new VerbFailedException(
        ExitCode.USAGE,
        "Cannot acknowledge %s: no loss of that name waits. List them with 'holds'.".formatted(id));
  }
}
