package io.sluice.tracker.offset;

import java.util.List;
import java.util.Optional;

/**
 * The result of one piece in one task attempt. Each offset of {@code [start, reached)} is a landed
 * record, a quarantined record or in a gap: {@code reached - start = records + quarantined + sum of
 * gap counts}.
 *
 * @param range the piece as planned
 * @param reached the consumer's position, not the offset of the last record; within {@code [start,
 *     end]}
 * @param firstEpoch leader epoch of the first record or batch covered, {@link LeaderEpoch#UNKNOWN}
 *     if none was seen
 * @param lastEpoch leader epoch of the last record or batch covered, or unknown
 * @param records records in data files
 * @param quarantined records in quarantine files
 * @param greatestEventTime epoch millis, {@link #NO_EVENT_TIME} if no record had one
 * @param failure why it ended early, empty if it did not
 */
public record PieceOutcome(
    OffsetRange range,
    long reached,
    int firstEpoch,
    int lastEpoch,
    long records,
    long quarantined,
    long greatestEventTime,
    List<Gap> gaps,
    Optional<RangeFailure> failure) {
  public static final long NO_EVENT_TIME = Long.MIN_VALUE;

  public PieceOutcome {
    gaps = List.copyOf(gaps);
    if (reached < range.start() || reached > range.end()) {
      throw new IllegalArgumentException("Reached " + reached + " is outside of " + range);
    }
    long accounted = records + quarantined + gaps.stream().mapToLong(Gap::count).sum();
    if (accounted != reached - range.start()) {
      throw new IllegalArgumentException(
          "Of " + range + ", reached " + reached + ", " + accounted + " offsets are accounted for");
    }
    if (failure.isEmpty() && reached < range.end()) {
      throw new IllegalArgumentException(range + " ended at " + reached + " without a failure");
    }
  }

  public boolean isWhole() {
    return reached == range.end();
  }
}
