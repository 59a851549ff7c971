package io.sluice.tracker.ledger;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.OffsetEntry;

/**
 * An entry as it stands in the ledger.
 *
 * @param checksum SHA-256 of the stored bytes in hex
 */
public record StoredEntry(Entry entry, String checksum) {
  public long version() {
    return entry.version();
  }

  /** The entry, which must be of a ledger of offsets. */
  public OffsetEntry offsets() {
    if (entry instanceof OffsetEntry offsets) {
      return offsets;
    }
    throw new IllegalStateException("Not an entry of a ledger of offsets: " + entry.header());
  }
}
