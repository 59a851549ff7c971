package io.sluice.mapper.kafka;

import io.sluice.records.ReadItem;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of one topic that have not ended. All are assigned at once; one that is whole is
 * paused, which costs nothing, and only one that failed makes the consumer assign anew.
 */
final class OpenRanges {
  private static final Log LOG = Log.of(OpenRanges.class);

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final Queue<ReadItem> told;
  private final Waiting waiting;
  private final ReadFailures failures;
  private final Map<TopicPartition, RangeProgress> ranges = new LinkedHashMap<>();
  private final List<TopicPartition> toPause = new ArrayList<>();
  private long offsetsBehind;
  private long lastMove;
  private boolean oneByOne;

  OpenRanges(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      List<Piece> pieces,
      Queue<ReadItem> told,
      Waiting waiting) {
    this.consumer = consumer;
    this.told = told;
    this.waiting = waiting;
    this.failures = new ReadFailures(consumer);
    this.lastMove = waiting.pollMillis();
    for (Piece piece : pieces) {
      RangeProgress range = new RangeProgress(piece, lastMove);
      ranges.put(range.topicPartition(), range);
    }
    List.copyOf(ranges.values()).stream()
        .filter(RangeProgress::isWhole)
        .forEach(empty -> end(empty, List.of()));
    if (!ranges.isEmpty()) {
      consumer.assign(ranges.keySet());
      ranges.values().forEach(this::seek);
    }
  }

  /**
   * With the ledger's epoch the client finds a truncation itself; without one it would read on in
   * silence behind the cut.
   */
  private void seek(RangeProgress range) {
    consumer.seek(range.topicPartition(), range.position());
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Null if that range has ended, or is none of ours. */
  @Nullable RangeProgress find(TopicPartition topicPartition) {
    return ranges.get(topicPartition);
  }

  /** Asked for after each record by MapReduce. */
  long offsetsBehind() {
    return offsetsBehind;
  }

  /** Takes a record, if it belongs to the range. */
  boolean take(RangeProgress range, ConsumerRecord<?, ?> record) {
    long passed = range.take(record.offset(), record.leaderEpoch().orElse(LeaderEpoch.UNKNOWN));
    offsetsBehind += passed;
    return passed > 0;
  }

  /**
   * All records that a poll gave of this range are handed on: the position is as far as it came.
   */
  void settle(RangeProgress range, OffsetAndMetadata position) {
    if (position.offset() > range.range().end() && isBeyondItsLog(range.topicPartition())) {
      endOrFetchAgain(
          Map.of(range.topicPartition(), failures.beyondItsLog(range, position.offset())));
      return;
    }
    offsetsBehind +=
        range.passTo(position.offset(), position.leaderEpoch().orElse(LeaderEpoch.UNKNOWN));
    lastMove = waiting.pollMillis();
    range.moved(lastMove);
    if (range.isWhole()) {
      end(range, List.of());
      toPause.add(range.topicPartition());
    }
  }

  /** Checksums do not cover the offsets of a batch: one that is corrupt may lead anywhere. */
  private boolean isBeyondItsLog(TopicPartition topicPartition) {
    return consumer.currentLag(topicPartition).orElse(0) < 0;
  }

  /** To be called before each poll. */
  void arrange() {
    if (!toPause.isEmpty()) {
      consumer.pause(toPause);
      toPause.clear();
    }
    if (oneByOne) {
      consumer.pause(ranges.keySet());
      consumer.resume(List.of(first().topicPartition()));
    }
  }

  void endAll(RangeFailure.Kind kind, String why) {
    for (RangeProgress range : List.copyOf(ranges.values())) {
      end(range, List.of(range.failure(kind, why)));
    }
  }

  /**
   * Ends what has not moved for too long. As long as others move, slowness is no proof, so then a
   * range ends only if it has no leader; once nothing moves at all, all that is left ends.
   */
  void endStalled() {
    boolean nothingMoves = waiting.isStalled(lastMove);
    Map<TopicPartition, RangeFailure> stalled = new LinkedHashMap<>();
    for (RangeProgress range : ranges.values()) {
      if (waiting.isStalled(range.movedAt())) {
        failures
            .stalled(range, nothingMoves, waiting.stallTimeout())
            .ifPresent(failure -> stalled.put(range.topicPartition(), failure));
      }
    }
    endFailed(stalled);
  }

  /**
   * Takes what a poll has thrown.
   *
   * @throws KafkaException the same, if the attempt is to end
   */
  void fail(KafkaException error) {
    ReadFailures.Verdict verdict = failures.judge(error, List.copyOf(ranges.values()));
    if (verdict instanceof ReadFailures.OfRanges failed) {
      endOrFetchAgain(failed.failures());
    } else if (verdict instanceof ReadFailures.OfSomeRange) {
      if (!oneByOne && ranges.size() > 1) {
        LOG.warn("Reading the ranges of a topic one by one, since one cannot be read", error);
        oneByOne = true;
      } else {
        endOrFetchAgain(Map.of(first().topicPartition(), ReadFailures.unreadable(first(), error)));
      }
    } else {
      LOG.debug("A poll failed in passing", error);
    }
  }

  /**
   * Takes what a poll has thrown and Kafka's client did not foresee. It may have passed records
   * that it did not hand over, so all ranges are fetched again from where they stand.
   */
  void failUnforeseen(RuntimeException error) {
    fetchAgain(List.copyOf(ranges.values()));
    fail(new KafkaException(error.toString(), error));
  }

  /**
   * Ends what has failed, and fetches a corrupt batch once again: one that was corrupted on its way
   * is whole then.
   */
  private void endOrFetchAgain(Map<TopicPartition, RangeFailure> failed) {
    Map<TopicPartition, RangeFailure> ended = new LinkedHashMap<>(failed);
    List<RangeProgress> again =
        failed.entrySet().stream()
            .filter(each -> each.getValue().kind() == RangeFailure.Kind.CORRUPT)
            .map(each -> ranges.get(each.getKey()))
            .filter(range -> range != null && range.mayBeFetchedAgain())
            .toList();
    again.forEach(range -> ended.remove(range.topicPartition()));
    endFailed(ended);
    if (!again.isEmpty()) {
      fetchAgain(again);
    }
  }

  /** The client drops what it has fetched of a Kafka partition only where that is not assigned. */
  private void fetchAgain(List<RangeProgress> again) {
    Set<TopicPartition> others = new LinkedHashSet<>(ranges.keySet());
    again.forEach(range -> others.remove(range.topicPartition()));
    toPause.clear();
    consumer.assign(others);
    consumer.assign(ranges.keySet());
    again.forEach(this::seek);
  }

  /** The last record taken of it was refused: the range ends before that one. */
  void refuse(RangeProgress range, RangeFailure failure) {
    ranges.remove(range.topicPartition());
    offsetsBehind -= range.next();
    told.add(range.endBeforeRecord(failure));
    offsetsBehind += range.next();
    tell(range, failure);
    toPause.clear();
    consumer.assign(ranges.keySet());
  }

  private RangeProgress first() {
    return ranges.values().iterator().next();
  }

  private void endFailed(Map<TopicPartition, RangeFailure> failed) {
    if (failed.isEmpty()) {
      return;
    }
    failed.forEach(
        (topicPartition, failure) -> {
          RangeProgress range = ranges.get(topicPartition);
          if (range != null) {
            end(range, List.of(failure));
          }
        });
    // Unlike a paused one, what is not assigned is not validated again, and throws no more.
    toPause.clear();
    consumer.assign(ranges.keySet());
  }

  private void end(RangeProgress range, List<RangeFailure> failureOrNone) {
    ranges.remove(range.topicPartition());
    told.add(range.end(failureOrNone));
    failureOrNone.forEach(failure -> tell(range, failure));
  }

  private static void tell(RangeProgress range, RangeFailure failure) {
    LOG.warn(
        "Range ended early: {}, topic={} kafkaPartition={} start={} reached={} end={}",
        failure.message(),
        range.topicPartition().topic(),
        range.topicPartition().partition(),
        range.start(),
        range.next(),
        range.range().end());
  }
}
