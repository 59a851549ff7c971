package io.sluice.mapper.kafka;

import io.sluice.records.PieceEnd;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.Gaps;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Progress of one piece. It accounts for each passed offset: with or without a record. */
final class RangeProgress {
  private static final long NEVER = -1;
  private static final long NONE = -1;

  private final Piece piece;
  private final TopicPartition topicPartition;
  private final Gaps absent = new Gaps();
  private long next;
  private int firstEpoch = LeaderEpoch.UNKNOWN;
  private int lastEpoch = LeaderEpoch.UNKNOWN;
  private long movedAt;
  private long fetchedAgainAt = NEVER;

  /** The last record that was taken, {@link #NONE} if everything before it is counted. */
  private long record = NONE;

  private long nextBefore;
  private int firstEpochBefore = LeaderEpoch.UNKNOWN;
  private int lastEpochBefore = LeaderEpoch.UNKNOWN;

  /**
   * @param pollMillis time that the task has waited for brokers so far
   */
  RangeProgress(Piece piece, long pollMillis) {
    this.piece = piece;
    this.topicPartition =
        new TopicPartition(
            piece.range().kafkaPartition().topic(), piece.range().kafkaPartition().number());
    this.next = piece.range().start();
    this.nextBefore = next;
    this.movedAt = pollMillis;
  }

  /**
   * The position to seek to, with the epoch of the record before it if known. Behind records
   * without an epoch there is none, because a seek with an earlier epoch would look like a
   * truncation.
   */
  OffsetAndMetadata position() {
    int epoch = next == start() ? piece.ledgerEpoch() : lastEpoch;
    return new OffsetAndMetadata(
        next, epoch == LeaderEpoch.UNKNOWN ? Optional.empty() : Optional.of(epoch), "");
  }

  /** Returns whether the next offset may be fetched a second time, which is true only once. */
  boolean mayBeFetchedAgain() {
    boolean first = fetchedAgainAt != next;
    fetchedAgainAt = next;
    return first;
  }

  int ledgerEpoch() {
    return piece.ledgerEpoch();
  }

  long start() {
    return piece.range().start();
  }

  OffsetRange range() {
    return piece.range();
  }

  TopicPartition topicPartition() {
    return topicPartition;
  }

  /** First offset that the reader has not passed. */
  long next() {
    return next;
  }

  boolean isWhole() {
    return next == range().end();
  }

  /** Time that the task had waited for brokers when this range last made progress. */
  long movedAt() {
    return movedAt;
  }

  void moved(long pollMillis) {
    movedAt = pollMillis;
  }

  /**
   * Accounts for a fetched record.
   *
   * @return number of offsets that the reader has passed by this; 0 if the record does not belong
   *     to the range, whose end may be within a batch
   */
  long take(long offset, int epoch) {
    if (offset < next || offset >= range().end()) {
      return 0;
    }
    countAbsentBeforeRecord();
    record = offset;
    nextBefore = next;
    firstEpochBefore = firstEpoch;
    lastEpochBefore = lastEpoch;
    long passed = offset + 1 - next;
    see(epoch);
    next = offset + 1;
    return passed;
  }

  /**
   * Advances to the consumer's position, over control records, aborted records and compacted
   * offsets.
   *
   * @param epoch of the last batch before that offset. If the position is beyond the range, that
   *     batch may be too, and the epochs of the records are used
   * @return as of {@link #take}
   */
  long passTo(long position, int epoch) {
    long reached = Math.min(position, range().end());
    long passed = Math.max(0, reached - next);
    countAbsentBeforeRecord();
    if (passed > 0) {
      skipTo(reached);
      if (position == reached || next == start()) {
        see(epoch);
      }
      next = reached;
    }
    return passed;
  }

  PieceEnd end(Optional<RangeFailure> failure) {
    countAbsentBeforeRecord();
    return new PieceEnd(range(), next, firstEpoch, lastEpoch, absent.toList(), failure);
  }

  /** Goes back to before the last record that was taken. */
  void backBeforeRecord() {
    next = nextBefore;
    firstEpoch = firstEpochBefore;
    lastEpoch = lastEpochBefore;
    record = NONE;
  }

  /**
   * Goes back to the last record that was taken, so that it is the next one; everything before it
   * is counted. Behind a hole the record's own epoch stays: that of what lies before the hole may
   * have ended within it, and a seek with it would pass for a truncation.
   */
  void backToRecord() {
    boolean isBehindHole = record > nextBefore;
    long to = record == NONE ? next : record;
    countAbsentBeforeRecord();
    next = to;
    if (!isBehindHole) {
      firstEpoch = firstEpochBefore;
      lastEpoch = lastEpochBefore;
    }
  }

  RangeFailure failure(RangeFailure.Kind kind, String why) {
    return new RangeFailure(
        kind, "Cannot read " + topicPartition + " from offset " + next + ": " + why + ".");
  }

  /** This is done late, because the last record may still be refused. */
  private void countAbsentBeforeRecord() {
    if (record > nextBefore) {
      absent.add(Gap.Kind.ABSENT, nextBefore, record);
    }
    record = NONE;
  }

  private void skipTo(long offset) {
    if (offset > next) {
      absent.add(Gap.Kind.ABSENT, next, offset);
    }
  }

  /** Must be called before the reader advances. */
  private void see(int epoch) {
    if (next == start()) {
      firstEpoch = epoch;
    }
    lastEpoch = epoch;
  }
}
