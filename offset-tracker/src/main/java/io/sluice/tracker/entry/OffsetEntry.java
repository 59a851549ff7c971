package io.sluice.tracker.entry;

import java.util.List;

/**
 * An entry of the ledger of offsets. Each carries the whole state, so that the head alone answers
 * every question about offsets.
 */
public sealed interface OffsetEntry extends Entry {
  OffsetState state();

  /** Files that this entry lands. Only a run's commit has any. */
  default List<StagedFile> files() {
    return List.of();
  }

  /** A run's commit. */
  record Ingest(EntryHeader header, OffsetState state, List<StagedFile> files)
      implements OffsetEntry {
    public Ingest {
      files = List.copyOf(files);
    }
  }

  /** A person moved offsets. */
  record Reset(EntryHeader header, OffsetState state, String reason) implements OffsetEntry {}

  /** Offsets were taken over from another tool. */
  record Import(EntryHeader header, OffsetState state, String source, String reason)
      implements OffsetEntry {}

  /**
   * Empty: closes a version to its run. Carries the state of the entry before, unchanged.
   *
   * @param reason why the run ended without a commit
   */
  record Fence(EntryHeader header, OffsetState state, String reason) implements OffsetEntry {}
}
