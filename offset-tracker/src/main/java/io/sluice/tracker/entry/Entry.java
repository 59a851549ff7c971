package io.sluice.tracker.entry;

import java.util.List;

/** An entry of either ledger. */
public sealed interface Entry permits OffsetEntry, MaintenanceEntry {
  EntryHeader header();

  default long version() {
    return header().version();
  }

  /** Files that this entry lands; it is published once all of them are in their place. */
  default List<StagedFile> files() {
    return List.of();
  }

  default String runId() {
    return header().runId();
  }
}
