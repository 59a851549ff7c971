package io.sluice.tracker.maintenance;

import io.sluice.tracker.commit.Placement;
import io.sluice.tracker.commit.Placement.Place;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.ledger.VersionStatus;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes on without staged files of the head that are gone for good: a person's word, since nothing
 * else can distinguish a file that is gone from one that comes back. The hole is put into the
 * maintenance ledger before the version is marked published: a mark without it would be a loss that
 * nobody named. Dying in between leaves an unpublished head, which is accepted by saying it again.
 *
 * <p>Also marks an entry below the head again whose mark is gone. It was published before its
 * successor was appended, so nothing has to be noted: files of it that are gone are found without
 * the mark.
 */
public final class MissingFiles {
  private final Ledger ledger;
  private final Ledger maintenance;
  private final PublishedMarks marks;
  private final Placement placement;
  private final MaintenanceAppend append;

  public MissingFiles(
      Store store,
      Ledger ledger,
      Ledger maintenance,
      PublishedMarks marks,
      Author author,
      RetryPolicy retryPolicy,
      OwnDirectories own) {
    this.ledger = ledger;
    this.maintenance = maintenance;
    this.marks = marks;
    this.placement = new Placement(store, ledger, marks, retryPolicy, own);
    this.append = new MaintenanceAppend(maintenance, author);
  }

  /** Says what is missing of a version; changes nothing. */
  public MissingAnswer look(long version) throws IOException {
    Optional<StoredEntry> head = ledger.head();
    if (head.isPresent() && version < head.get().version()) {
      return belowHead(version);
    }
    if (head.isEmpty() || head.get().version() != version) {
      return new MissingAnswer.None(
          head.isEmpty()
              ? "the ledger is empty"
              : "the head is version "
                  + head.get().version()
                  + ", and only the head can be unpublished");
    }
    if (marks.isPublished(head.get())) {
      return new MissingAnswer.None("it is published");
    }
    placement.mustBeOwn(head.get());
    return answer(head.get(), placement::look);
  }

  private MissingAnswer belowHead(long version) throws IOException {
    if (!(ledger.standing(version) instanceof VersionStatus.Counts counts)) {
      return new MissingAnswer.None("no such version counts");
    }
    return marks.isPublished(counts.entry())
        ? new MissingAnswer.None("it is published")
        : new MissingAnswer.MarkGone(counts.entry());
  }

  /** Looks up the place of a file, or moves the file there. */
  private interface Look {
    Place at(StoredEntry entry, StagedFile file) throws IOException;
  }

  private static MissingAnswer answer(StoredEntry entry, Look look) throws IOException {
    List<StagedFile> gone = new ArrayList<>();
    for (StagedFile file : entry.entry().files()) {
      Place place = look.at(entry, file);
      if (place == Place.ALL_PUBLISHED) {
        return new MissingAnswer.None("it was published meanwhile");
      }
      if (place == Place.GONE) {
        gone.add(file);
      }
    }
    return gone.isEmpty()
        ? new MissingAnswer.None("all its files are there, staged or landed; the next run goes on")
        : new MissingAnswer.Hole(entry, gone);
  }

  /**
   * Lands what is there, notes what is gone, and marks the version published.
   *
   * @param reason a person's
   * @param act a name for what is done
   * @return the hole that was accepted, or why none was
   * @throws IOException if it is not known whether all was done; to say it again does no harm
   */
  public MissingAnswer accept(long version, String reason, String act) throws IOException {
    if (look(version) instanceof MissingAnswer.Hole hole
        && answer(hole.entry(), placement::place) instanceof MissingAnswer.Hole rest) {
      if (!isAcknowledged(rest)) {
        acknowledge(rest, reason, act);
      }
      marks.put(rest.entry());
      return rest;
    }
    MissingAnswer now = look(version);
    if (now instanceof MissingAnswer.MarkGone unmarked) {
      marks.put(unmarked.entry());
    }
    return now;
  }

  /** By one who died before the mark. */
  private boolean isAcknowledged(MissingAnswer.Hole hole) throws IOException {
    Set<Change> acknowledged = new HashSet<>();
    for (long version : maintenance.versions()) {
      Optional<StoredEntry> stored = maintenance.entry(version);
      if (stored.isPresent()
          && stored.get().entry() instanceof Acknowledge acknowledge
          && acknowledge.publishedVersion() == hole.entry().version()) {
        acknowledged.addAll(acknowledge.changes());
      }
    }
    return acknowledged.containsAll(changes(hole));
  }

  private static List<Change> changes(MissingAnswer.Hole hole) {
    return hole.gone().stream().map(Change::gone).toList();
  }

  private void acknowledge(MissingAnswer.Hole hole, String reason, String act) throws IOException {
    append
        .append(
            hole.entry().entry().header(),
            act,
            header ->
                new Acknowledge(header, reason, List.of(), changes(hole), hole.entry().version()))
        .ownOrThrow("note the hole in version " + hole.entry().version());
  }
}
