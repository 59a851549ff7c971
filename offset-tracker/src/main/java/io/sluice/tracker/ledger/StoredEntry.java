package io.sluice.tracker.ledger;

import io.sluice.tracker.entry.Entry;

/**
 * An entry as it stands in the ledger.
 *
 * @param checksum SHA-256 of the stored bytes in hex
 */
public record StoredEntry(Entry entry, String checksum) {
  public long version() {
    return entry.version();
  }
}
