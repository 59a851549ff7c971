package io.sluice.tracker.upkeep;

import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.UpkeepEntry;
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
 * Appends to the ledger of upkeep at whatever version is free: nothing is planned on a version
 * there, so whom another one overtakes goes on behind it.
 */
public final class UpkeepAppend {
  /** Others that append at the same time: each takes a version and is done. */
  private static final int TRIES = 20;

  private final Ledger upkeep;
  private final Author author;

  public UpkeepAppend(Ledger upkeep, Author author) {
    this.upkeep = upkeep;
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
  public AppendAnswer append(EntryHeader like, String act, Function<EntryHeader, UpkeepEntry> entry)
      throws IOException {
    AppendAnswer answer;
    int tries = 0;
    do {
      Optional<StoredEntry> head = upkeep.head();
      if (head.isPresent() && !head.get().entry().header().ledgerId().equals(like.ledgerId())) {
        throw new IOException(
            "Cannot append to the ledger of upkeep: it is of ledger "
                + head.get().entry().header().ledgerId()
                + ", and the ledger of offsets is "
                + like.ledgerId()
                + ", so parts of two state directories were mixed. Restore the whole state directory"
                + " as it was last.");
      }
      answer = upkeep.append(entry.apply(author.upkeepHeader(like, head, act)));
      tries++;
    } while ((answer instanceof Conflict || answer instanceof Fenced) && tries < TRIES);
    return answer;
  }
}
