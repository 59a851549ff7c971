package io.sluice.writers;

import io.sluice.records.PieceEnd;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.Gaps;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.run.Piece;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Account of one piece's offsets so far. */
final class PieceAccount {
  private final OffsetRange range;
  private final FileGroup group;
  private final Gaps gaps = new Gaps();
  private long next;
  private long landed;
  private long quarantined;
  private long greatestEventTime = PieceOutcome.NO_EVENT_TIME;
  private @Nullable PieceOutcome outcome;

  PieceAccount(Piece piece, FileGroup group) {
    this.range = piece.range();
    this.group = group;
    this.next = range.start();
  }

  FileGroup group() {
    return group;
  }

  /**
   * Notes that a record is here.
   *
   * @throws IllegalStateException if its offset is not of this piece or not behind the last one
   */
  void arrived(long offset) {
    if (offset < next || offset >= range.end() || outcome != null) {
      throw new IllegalStateException(
          "Record at offset " + offset + " where " + next + " or more of " + range + " was next");
    }
    next = offset + 1;
  }

  /** The record that arrived last was refused: the reader hands it on again, or ends before it. */
  void refused(long offset) {
    next = offset;
  }

  void landed(long eventTime) {
    landed++;
    if (eventTime > greatestEventTime) {
      greatestEventTime = eventTime;
    }
  }

  void quarantined() {
    quarantined++;
  }

  void dropped(Gap.Kind kind, long offset) {
    gaps.add(kind, offset, offset + 1);
  }

  /** The reader is done with the piece: all offsets must have been accounted for. */
  void end(PieceEnd end) {
    end.absent().forEach(gaps::add);
    outcome =
        new PieceOutcome(
            range,
            end.reached(),
            end.firstEpoch(),
            end.lastEpoch(),
            landed,
            quarantined,
            greatestEventTime,
            gaps.toList(),
            end.failure());
  }

  /** Empty until the piece has ended. */
  Optional<PieceOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public String toString() {
    return range.toString();
  }
}
