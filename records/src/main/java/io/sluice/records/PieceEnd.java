package io.sluice.records;

import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.RangeFailure;
import java.util.List;

/**
 * The reader is done with a piece. Each offset of {@code [start, reached)} was handed on as a
 * record or is in {@code absent}.
 *
 * @param range as in {@link TopicStart}
 * @param reached the consumer's position
 * @param firstEpoch leader epoch of the first record or batch covered, {@link
 *     io.sluice.tracker.offset.LeaderEpoch#UNKNOWN} if none was seen
 * @param lastEpoch of the last, likewise
 * @param absent ascending
 * @param failureOrNone why it ended early; one element at most
 */
public record PieceEnd(
    OffsetRange range,
    long reached,
    int firstEpoch,
    int lastEpoch,
    List<Gap> absent,
    List<RangeFailure> failureOrNone)
    implements ReadItem, TaskItem {
  public PieceEnd {
    absent = List.copyOf(absent);
    failureOrNone = List.copyOf(failureOrNone);
  }
}
