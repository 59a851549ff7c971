package io.sluice.records;

import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.RangeFailure;
import java.util.List;
import java.util.Optional;

/**
 * Marks the end of a piece. Each offset of {@code [start, reached)} was returned as a record or is
 * in {@code absent}.
 *
 * @param range as in {@link TopicStart}
 * @param reached the consumer's position
 * @param firstEpoch leader epoch of the first record or batch covered, {@link
 *     io.sluice.tracker.offset.LeaderEpoch#UNKNOWN} if none was seen
 * @param lastEpoch leader epoch of the last record or batch covered, or unknown
 * @param absent ascending
 * @param failure the reason if it ended early
 */
public record PieceEnd(
    OffsetRange range,
    long reached,
    int firstEpoch,
    int lastEpoch,
    List<Gap> absent,
    Optional<RangeFailure> failure)
    implements ReadItem, TaskItem {
  public PieceEnd {
    absent = List.copyOf(absent);
  }
}
