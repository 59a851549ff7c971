package io.sluice.tracker.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.Optional;

/** The marks that say: every file of this entry is in its final place. */
public final class PublishedMarks {
  private final Store store;
  private final Layout layout;

  public PublishedMarks(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * Whether all files of an entry are in their place. An entry without files has nothing to publish
   * and needs no mark.
   *
   * @throws LedgerSetBackException if the version was marked for another entry
   */
  public boolean isPublished(StoredEntry entry) throws IOException {
    return entry.entry().files().isEmpty() || isMarked(entry);
  }

  /**
   * Whether this very entry was marked.
   *
   * @throws LedgerSetBackException if the version was marked for another entry
   */
  public boolean isMarked(StoredEntry entry) throws IOException {
    Optional<String> marked = checksum(entry.version());
    if (marked.isPresent() && !marked.get().matches("[0-9a-f]{64}")) {
      throw LedgerSetBackException.damagedMark(layout.publishedMark(entry.version()), entry);
    }
    if (marked.isPresent() && !marked.get().equals(entry.checksum())) {
      throw LedgerSetBackException.otherMark(layout.publishedMark(entry.version()), entry);
    }
    return marked.isPresent();
  }

  /**
   * Marks an entry, all of whose files are in their place. The mark keeps the entry's checksum: the
   * head has no successor that could vouch for it.
   *
   * @throws LedgerSetBackException if the version was marked for another entry
   */
  public void put(StoredEntry entry) throws IOException {
    byte[] content = entry.checksum().getBytes(US_ASCII);
    if (store.putIfAbsent(layout.publishedMark(entry.version()), content) == Store.Put.TAKEN) {
      isMarked(entry);
    }
  }

  /** The checksum of the entry that a version was marked for; empty if it is not marked. */
  public Optional<String> checksum(long version) throws IOException {
    return store.read(layout.publishedMark(version)).map(content -> new String(content, US_ASCII));
  }
}
