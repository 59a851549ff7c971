package io.sluice.tracker.maintenance;

import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.AppendAnswer.Conflict;
import io.sluice.tracker.ledger.AppendAnswer.Fenced;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Appends to the maintenance ledger at whatever version is free: nothing is planned on a version
 * there, so whom another one overtakes goes on behind it.
 */
public final class MaintenanceAppend {
  /** Others that append at the same time: each takes a version and is done. */
  private static final int TRIES = 20;

  private final Ledger maintenance;
  private final Author author;

  public MaintenanceAppend(Ledger maintenance, Author author) {
    this.maintenance = maintenance;
    this.author = author;
  }

  /**
   * Appends.
   *
   * @param like an entry of the ledger of offsets, for the names that both ledgers share
   * @param act a name for what is done
   * @param entry made of its header
   * @return {@link Conflict} only where others appended all the time
   */
  public AppendAnswer append(
      EntryHeader like, String act, Function<EntryHeader, MaintenanceEntry> entry)
      throws IOException {
    AppendAnswer answer;
    int tries = 0;
    do {
      Optional<StoredEntry> head = maintenance.head();
      if (head.isPresent() && !head.get().entry().header().ledgerId().equals(like.ledgerId())) {
        throw new IOException(
            "Cannot append to the maintenance ledger: it is of ledger "
                + head.get().entry().header().ledgerId()
                + ", and the ledger of offsets is "
                + like.ledgerId()
                + ", so parts of two state directories were mixed. Restore the whole state directory"
                + " as it was last.");
      }
      answer = maintenance.append(entry.apply(author.maintenanceHeader(like, head, act)));
      tries++;
    } while ((answer instanceof Conflict || answer instanceof Fenced) && tries < TRIES);
    return answer;
  }
}
