package io.sluice.tracker.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import java.io.IOException;

/** The marks that say: every file of this entry is in its final place. */
public final class PublishedMarks {
  private final Store store;
  private final Layout layout;

  public PublishedMarks(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /** An entry without files has nothing to publish and needs no mark. */
  public boolean isPublished(StoredEntry entry) throws IOException {
    return entry.entry().files().isEmpty() || isMarked(entry.version());
  }

  public boolean isMarked(long version) throws IOException {
    return !store.list(layout.publishedMark(version)).isEmpty();
  }

  /** Marks a version, all of whose files are in their place. */
  public void put(long version) throws IOException {
    store.putIfAbsent(layout.publishedMark(version), new byte[0]);
  }

  /**
   * Marks an entry, all of whose files are in their place. The mark keeps the entry's checksum: the
   * head has no successor that could vouch for it.
   */
  public void put(StoredEntry entry) throws IOException {
    store.putIfAbsent(layout.publishedMark(entry.version()), entry.checksum().getBytes(US_ASCII));
  }

  /** The checksum of the entry that was marked; empty if the mark keeps none. */
  public String checksum(long version) throws IOException {
    return store
        .read(layout.publishedMark(version))
        .map(content -> new String(content, US_ASCII))
        .orElse("");
  }
}
