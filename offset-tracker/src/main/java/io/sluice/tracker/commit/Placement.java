package io.sluice.tracker.commit;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.store.Patience;
import io.sluice.tracker.store.Refusal;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Brings one file of an entry to its place, or returns where it is. */
public final class Placement {
  private static final Log LOG = Log.of(Placement.class);

  /**
   * How long a move is tried that is refused: whoever must give a right or raise a quota is not
   * there within ten minutes either, and the next run goes on.
   */
  static final Duration REFUSED = Duration.ofMinutes(1);

  private final Store store;
  private final Ledger ledger;
  private final PublishedMarks marks;
  private final Patience patience;

  public Placement(Store store, Ledger ledger, PublishedMarks marks, Patience patience) {
    this.store = store;
    this.ledger = ledger;
    this.marks = marks;
    this.patience = patience;
  }

  /** The place in which a file was found. */
  public enum Place {
    STAGED,
    LANDED,
    /** Neither staged nor landed, and all of the version was published by someone else. */
    ALL_PUBLISHED,
    /** Neither staged nor landed, and nobody can have published it. */
    GONE
  }

  /**
   * Moves the file, and says where it then is; never {@link Place#STAGED}.
   *
   * @param entry as it was read from the ledger
   * @throws NotPublishedException if it stays staged, or the store does not answer
   */
  public Place place(StoredEntry entry, StagedFile file) throws NotPublishedException {
    Patience.Tries tries = patience.begin();
    String why;
    Optional<Refusal> refusal;
    do {
      why = "it is still at " + file.staged();
      refusal = Optional.empty();
      try {
        store.moveOnce(file.staged(), file.path());
      } catch (IOException e) {
        if (tries.isToBeLogged()) {
          LOG.warn("The move was not done or not answered, path={}", file.path(), e);
        }
        why = e.toString();
        refusal = Refusal.of(e);
      }
      try {
        Place place = look(entry, file);
        if (place != Place.STAGED) {
          return place;
        }
      } catch (LedgerSetBackException e) {
        throw new NotPublishedException(entry, e);
      } catch (IOException e) {
        if (tries.isToBeLogged()) {
          LOG.warn("Where the file is could not be read, path={}", file.path(), e);
        }
        why = e.toString();
      }
    } while (refusal.isPresent() ? tries.againWithin(REFUSED) : tries.again());
    throw new NotPublishedException(
        entry,
        "file " + file.path() + " is not in its place (" + FirstLine.of(why) + ")",
        refusal.map(Refusal::mend).orElse("Mend what keeps it from there")
            + "; the next run goes on.");
  }

  /**
   * Where the file is. The order of these looks matters: what is later in it can only come later.
   */
  public Place look(StoredEntry entry, StagedFile file) throws IOException {
    if (isThere(file.staged())) {
      return Place.STAGED;
    }
    if (isThere(file.path())) {
      return Place.LANDED;
    }
    store.refresh();
    if (isThere(file.path())) {
      return Place.LANDED;
    }
    return marks.isMarked(entry) || ledger.headVersion() > entry.version()
        ? Place.ALL_PUBLISHED
        : Place.GONE;
  }

  private boolean isThere(String path) throws IOException {
    return store.list(path).stream().anyMatch(item -> item.name().isEmpty());
  }
}
