package io.sluice.job.release;

import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;

/** Appends a release to the ledger, as a reset on the head that it was worked out on. */
public final class Resetting {

  private Resetting() {}

  /**
   * Appends, and returns the entry's version.
   *
   * @param head published, and the one that {@code release} was worked out on
   * @throws VerbFailedException if another entry came before it, or nothing can be said
   */
  public static long append(
      Ledger ledger, Author author, StoredEntry head, Release release, String act, String reason)
      throws VerbFailedException {
    OffsetEntry.Reset reset =
        new OffsetEntry.Reset(author.headerAfter(head, act), release.state(), reason);
    AppendAnswer answer = ledger.append(reset);
    if (answer instanceof AppendAnswer.Committed
        || answer instanceof AppendAnswer.AlreadyCommitted) {
      return reset.version();
    }
    if (answer instanceof AppendAnswer.Unknown unknown) {
      throw new VerbFailedException(
          ExitCode.NOT_KNOWN,
          "Cannot tell whether the release stands: %s. Look with 'holds', and say it again if it does not."
              .formatted(unknown.why()));
    }
    throw new VerbFailedException(
        ExitCode.OTHER_RUN,
        "Cannot append the release as version %d: a run has committed there meanwhile. Say it again."
            .formatted(reset.version()));
  }
}
