package io.sluice.tracker.commit;

import io.sluice.tracker.commit.Placement.Place;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.store.Refusal;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Moves the files of an entry from staging to their final directories. This can be repeated, and
 * performed by any number of processes at once: a rename consumes its source, and afterwards the
 * publisher looks where the file is. The result of a rename is ignored, because it may be lost.
 */
public final class Publisher {
  private static final Log LOG = Log.of(Publisher.class);

  private final PublishedMarks marks;
  private final Placement placement;
  private final RetryPolicy retryPolicy;
  private final FileThreads threads;

  /**
   * Does nothing yet.
   *
   * @param threads that move files
   * @param own directories, within which files may be moved
   */
  public Publisher(
      Store store,
      Ledger ledger,
      PublishedMarks marks,
      RetryPolicy retryPolicy,
      FileThreads threads,
      OwnDirectories own) {
    this.marks = marks;
    this.placement = new Placement(store, ledger, marks, retryPolicy, own);
    this.retryPolicy = retryPolicy;
    this.threads = threads;
  }

  /**
   * Moves all files of an entry to their final places, and then marks it as published.
   *
   * @param entry as it was read from the ledger, not as this process intended to put it
   * @throws NotPublishedException if a file is in neither place or would be moved elsewhere than in
   *     this ingestion's directories, the store does not answer, or the version was marked for
   *     another entry
   */
  public void publish(StoredEntry entry) throws NotPublishedException {
    List<StagedFile> files = entry.entry().files();
    if (isPublished(entry)) {
      return;
    }
    placement.mustBeOwn(entry);
    boolean byOthers = threads.any(entry, files, file -> place(entry, file) == Place.ALL_PUBLISHED);
    if (!byOthers) {
      mark(entry);
    }
    LOG.info(
        "Published, run={} version={} files={}",
        entry.entry().runId(),
        entry.version(),
        files.size());
  }

  private boolean isPublished(StoredEntry entry) throws NotPublishedException {
    try {
      return marks.isPublished(entry);
    } catch (LedgerSetBackException e) {
      throw new NotPublishedException(entry, e);
    } catch (IOException e) {
      LOG.warn("Cannot determine whether it is published, version={}", entry.version(), e);
      return false; // It is published again, which does no harm.
    }
  }

  private Place place(StoredEntry entry, StagedFile file) throws NotPublishedException {
    Place place = placement.place(entry, file);
    if (place == Place.GONE) {
      throw new NotPublishedException(
          entry,
          "file " + file.path() + " is neither there nor staged at " + file.staged(),
          "Restore it there; the next run goes on. If it is gone for good, go on without it: ledger"
              + " --accept-missing "
              + entry.version()
              + " --reason TEXT --execute");
    }
    return place;
  }

  private void mark(StoredEntry entry) throws NotPublishedException {
    RetryPolicy.Tries tries = retryPolicy.begin();
    String why;
    Optional<Refusal> refusal;
    do {
      try {
        marks.put(entry);
        return;
      } catch (LedgerSetBackException e) {
        throw new NotPublishedException(entry, e);
      } catch (IOException e) {
        if (tries.isToBeLogged()) {
          LOG.warn("The mark was not answered, version={}", entry.version(), e);
        }
        why = FirstLine.of(e.toString());
        refusal = Refusal.of(e);
      }
    } while (refusal.isPresent() ? tries.againWithin(Placement.REFUSED) : tries.again());
    throw new NotPublishedException(
        entry,
        "its files are in their place and it cannot be marked so (" + why + ")",
        refusal
            .map(each -> each.remedy() + "; the next run goes on.")
            .orElse("The next run goes on."));
  }
}
