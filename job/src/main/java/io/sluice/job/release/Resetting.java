package io.sluice.job.release;

import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.ledger.AppendAnswer.NotAppendedException;
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
   * @throws NotAppendedException if another entry came before it, or nothing can be said
   */
  public static long append(
      Ledger ledger, Author author, StoredEntry head, Release release, String act, String reason)
      throws NotAppendedException {
    OffsetEntry.Reset reset =
        new OffsetEntry.Reset(author.headerAfter(head, act), release.state(), reason);
    return ledger
        .append(reset)
        .ownOrThrow("append the release as version " + reset.version())
        .version();
  }
}
