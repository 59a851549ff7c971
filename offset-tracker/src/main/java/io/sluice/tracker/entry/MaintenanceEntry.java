package io.sluice.tracker.entry;

import java.util.List;

/**
 * An entry of the maintenance ledger, which moves no offsets and so never makes a long run lose.
 * Carries no state: each stands for itself.
 */
public sealed interface MaintenanceEntry extends Entry {
  String reason();

  /** Compaction or deletion: files that went, files that came. */
  record Rewrite(EntryHeader header, String reason, List<String> removed, List<StagedFile> added)
      implements MaintenanceEntry {
    public Rewrite {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }

    @Override
    public List<StagedFile> files() {
      return added;
    }
  }

  /** Quarantined records that landed after all. */
  record Replay(EntryHeader header, String reason, List<String> sources, List<StagedFile> added)
      implements MaintenanceEntry {
    public Replay {
      sources = List.copyOf(sources);
      added = List.copyOf(added);
    }

    @Override
    public List<StagedFile> files() {
      return added;
    }
  }

  /**
   * A person takes note: of losses, of files that others changed, or of staged files that are gone.
   *
   * @param losses ids of {@link Loss}
   * @param changes what was found at landed paths
   * @param publishedVersion the version that was marked published without all its files, 0 if none
   */
  record Acknowledge(
      EntryHeader header,
      String reason,
      List<String> losses,
      List<Change> changes,
      long publishedVersion)
      implements MaintenanceEntry {
    public Acknowledge {
      losses = List.copyOf(losses);
      changes = List.copyOf(changes);
    }

    /**
     * A landed path that is not as the ledger says; one that ends with {@code /} stands for the
     * files in that directory of entries that were let go.
     *
     * @param lengthWas bytes in the ledger, −1 if the ledger did not know the file
     * @param lengthFound bytes found, −1 if there is none
     * @param crc32c of the bytes found, 0 if there are none
     */
    public record Change(String path, long lengthWas, long lengthFound, int crc32c) {
      /** Stands for a length where there is no file. */
      public static final long NONE = -1;

      /** A file of the ledger that is gone. */
      public static Change gone(StagedFile file) {
        return new Change(file.path(), file.length(), NONE, 0);
      }

      public boolean isGone() {
        return lengthFound == NONE;
      }
    }
  }

  /** A person lets bad records of one topic through. */
  record Release(EntryHeader header, String reason, String topic, List<ReleasedRange> ranges)
      implements MaintenanceEntry {
    public Release {
      ranges = List.copyOf(ranges);
    }

    /** Offsets {@code [start, end)} whose bad records do not count against the budget. */
    public record ReleasedRange(int kafkaPartition, int generation, long start, long end) {
      /** Whether an offset of a Kafka partition in its present generation lies in it. */
      public boolean covers(int kafkaPartition, int generation, long offset) {
        return this.kafkaPartition == kafkaPartition
            && this.generation == generation
            && start <= offset
            && offset < end;
      }
    }
  }
}
