package io.sluice.records;

import io.sluice.records.api.Coordinates;
import io.sluice.tracker.offset.Gap;

/**
 * A record that does not land and is counted as a gap.
 *
 * @param kind {@link Gap.Kind#TOMBSTONE} or {@link Gap.Kind#FILTERED}
 */
public record DroppedRecord(Coordinates coordinates, Gap.Kind kind) implements TaskItem {
  public DroppedRecord {
    if (kind != Gap.Kind.TOMBSTONE && kind != Gap.Kind.FILTERED) {
      throw new IllegalArgumentException("No record is dropped as " + kind);
    }
  }
}
