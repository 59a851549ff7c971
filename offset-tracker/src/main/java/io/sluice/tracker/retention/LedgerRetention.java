package io.sluice.tracker.retention;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Rewrite;
import io.sluice.tracker.ledger.AfterMarks;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.lock.FileSystemClock;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the oldest entries go: never the head, never one that a step after the commit has not done,
 * and none before a digest stands that says what it said. The digest comes first, under a number of
 * its own, so that a crash anywhere leaves what is let go either there or summed up; whoever comes
 * next deletes what a digest covers. Several may do it at once.
 */
public final class LedgerRetention {
  private static final Log LOG = Log.of(LedgerRetention.class);
  private static final Duration TORN = Duration.ofDays(1);

  private final Store store;
  private final Layout layout;
  private final Ledger ledger;
  private final Ledger maintenance;
  private final PublishedMarks marks;
  private final Digests digests;

  public LedgerRetention(
      Store store, Layout layout, Ledger ledger, Ledger maintenance, PublishedMarks marks) {
    this.store = store;
    this.layout = layout;
    this.ledger = ledger;
    this.maintenance = maintenance;
    this.marks = marks;
    this.digests = new Digests(store, layout);
  }

  /**
   * Lets go of entries, and of temporary files that were torn a day ago.
   *
   * @param keep how many entries stay at least, the head among them; a tenth more may wait, so that
   *     not each run writes a digest
   * @return how many entries went
   */
  public long retain(long keep) throws IOException {
    deleteTorn();
    List<Long> versions = ledger.versions();
    if (versions.isEmpty()) {
      return 0;
    }
    long last = Math.min(versions.get(versions.size() - 1) - Math.max(1, keep), done());
    Digest digest = digests.current();
    if (last - digest.upTo() > keep / 10) {
      digest = fold(digest, last);
    }
    if (digest.upTo() == 0 || !isFollowed(digest)) {
      return 0;
    }
    // Listed anew: the digest may be another's, and newer than the list. What of it stayed would
    // stand there without its mark.
    return delete(digest.upTo(), ledger.versions());
  }

  /**
   * Whether the entry behind the digest follows what it sums up. If not, the digest is of a ledger
   * that was set back since, and says nothing of the entries that stand there now.
   */
  private boolean isFollowed(Digest digest) throws IOException {
    Optional<StoredEntry> next = ledger.entry(digest.upTo() + 1);
    boolean follows =
        next.isPresent() && next.get().entry().header().previous().equals(digest.checksum());
    if (!follows) {
      LOG.warn("Kept old entries: no entry follows the digest, version={}", digest.upTo());
    }
    return follows;
  }

  /** The version that all steps after the commit have done. */
  private long done() throws IOException {
    AfterMarks after = new AfterMarks(store, layout);
    long done = Long.MAX_VALUE;
    for (Item step : store.list(layout.afterSteps())) {
      done = Math.min(done, after.doneUpTo(step.name()));
    }
    return done;
  }

  private Digest fold(Digest current, long last) throws IOException {
    Digest digest = current;
    Set<String> changed = changed();
    for (long version = current.upTo() + 1; version <= last; version++) {
      Optional<StoredEntry> entry = ledger.entry(version);
      if (entry.isEmpty()
          || !entry.get().entry().header().previous().equals(digest.checksum())
          || !marks.isPublished(entry.get())) {
        LOG.warn("Kept old entries: the chain is broken or not published, version={}", version);
        break;
      }
      digest = digest.with(entry.get(), changed);
    }
    if (digest.upTo() > current.upTo()) {
      digests.put(digest);
    }
    return digest;
  }

  /** Paths whose files are no more as the entries say, by the maintenance ledger. */
  private Set<String> changed() throws IOException {
    Set<String> changed = new HashSet<>();
    for (long version : maintenance.versions()) {
      Optional<StoredEntry> stored = maintenance.entry(version);
      if (stored.isPresent() && stored.get().entry() instanceof Rewrite rewrite) {
        changed.addAll(rewrite.removed());
      }
      if (stored.isPresent() && stored.get().entry() instanceof Acknowledge acknowledge) {
        acknowledge.changes().forEach(change -> changed.add(change.path()));
      }
    }
    return changed;
  }

  /** Also what a late writer put into a version that was let go. */
  private long delete(long upTo, List<Long> versions) throws IOException {
    long deleted = 0;
    for (long version : versions) {
      if (version <= upTo) {
        store.delete(layout.entry(version));
        deleted++;
      }
    }
    if (deleted > 0) {
      for (Item mark : store.list(layout.publishedMarks())) {
        if (mark.name().matches("[0-9]{1,18}") && Long.parseLong(mark.name()) <= upTo) {
          store.delete(layout.publishedMarks() + "/" + mark.name());
        }
      }
      digests.deleteBelow(upTo);
      LOG.info("Let old entries go, version={} entries={}", upTo, deleted);
    }
    return deleted;
  }

  /** A writer that died leaves its temporary file; none writes for a day. */
  private void deleteTorn() throws IOException {
    List<Item> torn = store.list(layout.temporary());
    if (torn.isEmpty()) {
      return;
    }
    long now = new FileSystemClock(store, layout).now();
    for (Item item : torn) {
      if (!item.name().isEmpty() && now - item.modified() >= TORN.toMillis()) {
        store.delete(layout.temporary() + "/" + item.name());
      }
    }
  }
}
