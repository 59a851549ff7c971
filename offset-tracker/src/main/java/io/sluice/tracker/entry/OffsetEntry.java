package io.sluice.tracker.entry;

import java.util.List;

/**
 * An entry of the ledger of offsets. Each carries the whole state, so that the head alone answers
 * every question about offsets.
 */
public sealed interface OffsetEntry extends Entry {
  OffsetState state();

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
   * Closes a version to a run: no file lands and no offset moves. Carries the state of the entry
   * before, and with their first offsets the topics and Kafka partitions that the run has found.
   *
   * @param fenced the run that the version is closed to; the header's own run, unless a later run
   *     fences one that was left behind
   * @param reason why
   */
  record Fence(EntryHeader header, OffsetState state, String fenced, String reason)
      implements OffsetEntry {}
}
