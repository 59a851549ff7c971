package io.sluice.job.inspect;

import io.sluice.job.accept.Reason;
import io.sluice.job.release.NotAppended;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.UpkeepEntry;
import io.sluice.tracker.upkeep.UpkeepAppend;
import java.io.IOException;
import java.util.List;

/**
 * {@code holds --ack}: a person takes note of losses, in the ledger of upkeep, which makes no run
 * lose.
 */
final class Acknowledging {

  private final State state;
  private final Console console;

  Acknowledging(State state, Console console) {
    this.state = state;
    this.console = console;
  }

  ExitCode execute(Flags flags) throws IOException, VerbFailedException {
    List<String> ids = flags.all("--ack");
    String reason = Reason.of(flags);
    state.tracker().setBackCheck().check();
    Waiting waiting = Waiting.of(state);
    for (String id : ids) {
      Loss loss = waiting.loss(id).orElseThrow(() -> unknown(id));
      console.tell(
          "%s: offsets [%d, %d) of %s %d are lost for ever."
              .formatted(id, loss.start(), loss.end(), loss.topic(), loss.kafkaPartition()));
    }
    if (!flags.has("--execute")) {
      console.dryRun("acknowledge");
      return ExitCode.DONE;
    }
    long version = append(ids, reason);
    console.tell("Acknowledged, as version %d of the ledger of upkeep.".formatted(version));
    return ExitCode.DONE;
  }

  private long append(List<String> losses, String reason) throws IOException, VerbFailedException {
    EntryHeader known = state.ledger().head().orElseThrow().entry().header();
    return NotAppended.version(
        new UpkeepAppend(state.upkeep().ledger(), state.author())
            .append(
                known,
                state.act(),
                header -> new UpkeepEntry.Acknowledge(header, reason, losses, List.of(), 0)),
        "acknowledge " + String.join(", ", losses));
  }

  private static VerbFailedException unknown(String id) {
    return new VerbFailedException(
        ExitCode.USAGE,
        "Cannot acknowledge %s: no loss of that name waits. List them with 'holds'.".formatted(id));
  }
}
