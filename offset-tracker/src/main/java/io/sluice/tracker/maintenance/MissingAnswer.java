package io.sluice.tracker.maintenance;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.StoredEntry;
import java.util.List;

/** Answer of {@link MissingFiles} for a version. */
public sealed interface MissingAnswer {
  /**
   * Files are missing.
   *
   * @param gone neither staged nor landed
   */
  record Hole(StoredEntry entry, List<StagedFile> gone) implements MissingAnswer {
    public Hole {
      gone = List.copyOf(gone);
    }
  }

  /** An entry below the head, so published, without its mark. */
  record MarkGone(StoredEntry entry) implements MissingAnswer {}

  /** There is no such hole, and nothing was written. */
  record None(String why) implements MissingAnswer {}
}
