package io.sluice.tracker.entry;

/** An entry of either ledger. */
public sealed interface Entry permits OffsetEntry, UpkeepEntry {
  EntryHeader header();

  default long version() {
    return header().version();
  }

  default String runId() {
    return header().runId();
  }
}
