package io.sluice.job.inspect;

import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.UpkeepEntry;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.RunId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.security.UserGroupInformation;

/** Puts a person's word into the ledger of upkeep, which makes no run lose. */
final class Acknowledgement {

  /** Others that append there at the same time: each takes a version and is done. */
  private static final int TRIES = 20;

  private final State state;
  private final InstantSource clock;

  Acknowledgement(State state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /** Appends, and returns the entry's version. */
  long append(List<String> losses, String reason) throws IOException, VerbFailedException {
    StoredEntry offsets = state.ledger().head().orElseThrow();
    Ledger upkeep = state.upkeep().ledger();
    String id = RunId.fresh(clock, new SecureRandom());
    for (int i = 0; i < TRIES; i++) {
      EntryHeader header = header(offsets, upkeep.head(), id);
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

  private EntryHeader header(StoredEntry offsets, Optional<StoredEntry> head, String id)
      throws IOException {
    EntryHeader known = offsets.entry().header();
    return new EntryHeader(
        state.ingestion(),
        head.map(StoredEntry::version).orElse(0L) + 1,
        id,
        clock.millis(),
        known.writtenBy(),
        UserGroupInformation.getCurrentUser().getShortUserName(),
        known.clusterId(),
        known.fileSystem(),
        head.map(StoredEntry::checksum).orElse(""));
  }
}
