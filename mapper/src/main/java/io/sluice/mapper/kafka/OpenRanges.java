package io.sluice.mapper.kafka;

import io.sluice.records.ReadItem;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
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

  private final Consumers consumers;
  private final Queue<ReadItem> items;
  private final Waiting waiting;
  private final ReadFailures failures;
  private final RangeReader.Attempts attempts;
  private final Map<TopicPartition, RangeProgress> ranges = new LinkedHashMap<>();
  private final List<TopicPartition> toPause = new ArrayList<>();
  private long offsetsBehind;
  private long lastMove;
  private boolean oneByOne;
  private final Consumers.RecordByRecord slowly = new Consumers.RecordByRecord();

  OpenRanges(
      Consumers consumers,
      List<Piece> pieces,
      Queue<ReadItem> items,
      Waiting waiting,
      RangeReader.Attempts attempts) {
    this.attempts = attempts;
    this.oneByOne = attempts.areNoted();
    this.consumers = consumers;
    this.items = items;
    this.waiting = waiting;
    this.failures = new ReadFailures(consumers);
    this.lastMove = waiting.pollMillis();
    for (Piece piece : pieces) {
      RangeProgress range = new RangeProgress(piece, lastMove);
      ranges.put(range.topicPartition(), range);
    }
    List.copyOf(ranges.values()).stream()
        .filter(RangeProgress::isWhole)
        .forEach(empty -> end(empty, List.of()));
    if (!ranges.isEmpty()) {
      consumers.current().assign(ranges.keySet());
      ranges.values().forEach(this::seek);
    }
  }

  /**
   * With the ledger's epoch the client finds a truncation itself; without one it would read on in
   * silence behind the cut.
   */
  private void seek(RangeProgress range) {
    consumers.current().seek(range.topicPartition(), range.position());
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
    slowly.passed(range);
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
    return consumers.current().currentLag(topicPartition).orElse(0) < 0;
  }

  /**
   * Chooses the pace and the range of the next poll, and only then heeds earlier attempts: no other
   * range is read than the one that was noted. To be called before each poll.
   */
  void choose() {
    boolean isChosen = false;
    while (!isChosen && !ranges.isEmpty()) {
      if (consumers.pace() == Consumers.Pace.RECORD_BY_RECORD && slowly.isOver(ranges)) {
        reopen(Consumers.Pace.FULL);
      }
      isChosen = !attempts.areNoted() || isNoted(first());
    }
  }

  /**
   * Notes from where a range is read, or ends it where an earlier attempt died while it read on.
   * Such a range is read record by record, so that nothing behind that offset is decompressed.
   */
  private boolean isNoted(RangeProgress range) {
    KafkaPartition of = range.range().kafkaPartition();
    OptionalLong died = attempts.diedAt(of);
    if (died.isPresent() && range.next() >= died.getAsLong() && !attempts.readsOnAt(of)) {
      String why = "the process of another attempt of this task died while it read on there";
      endFailed(
          Map.of(range.topicPartition(), ReadFailures.tooLarge(range, why, OptionalLong.empty())));
      return false;
    }
    if (died.isPresent() && !slowly.isToEnd(range)) {
      slowly.beginToEnd(range);
      reopen(Consumers.Pace.RECORD_BY_RECORD);
    }
    attempts.reads(of, range.next());
    return true;
  }

  /** Pauses what the next poll is not to read. */
  void arrange() {
    if (!toPause.isEmpty()) {
      consumers.current().pause(toPause);
      toPause.clear();
    }
    if (isOneByOne()) {
      consumers.current().pause(ranges.keySet());
      consumers.current().resume(List.of(first().topicPartition()));
    }
  }

  private boolean isOneByOne() {
    return !ranges.isEmpty() && (oneByOne || consumers.pace() == Consumers.Pace.RECORD_BY_RECORD);
  }

  void endAll(RangeFailure.Kind kind, String why) {
    for (RangeProgress range : List.copyOf(ranges.values())) {
      end(range, List.of(range.failure(kind, why)));
    }
  }

  /**
   * Ends what has not moved for too long. As long as others move, slowness is no proof, so then a
   * range ends only if it has no leader; once nothing moves at all, all that is left ends. Where
   * ranges are read one by one, the others could not move: the one without a leader ends, and each
   * of them has its time from then on.
   */
  void endStalled() {
    boolean nothingMoves = waiting.isStalled(lastMove);
    if (nothingMoves && isOneByOne() && failures.isLeaderless(first())) {
      RangeProgress leaderless = first();
      endFailed(
          Map.of(
              leaderless.topicPartition(),
              ReadFailures.withoutLeader(leaderless, waiting.stallTimeout())));
      lastMove = waiting.pollMillis();
      ranges.values().forEach(range -> range.moved(lastMove));
      return;
    }
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
    consumers.current().assign(others);
    consumers.current().assign(ranges.keySet());
    again.forEach(this::seek);
  }

  /** The last record taken of it was refused: the range ends before that one. */
  void refuse(RangeProgress range, RangeFailure failure) {
    offsetsBehind -= range.next();
    range.backBeforeRecord();
    offsetsBehind += range.next();
    endFailed(Map.of(range.topicPartition(), failure));
  }

  /**
   * The last record taken of it does not fit into the memory. It is fetched again, without the
   * other records of the same poll, and the range ends before it where it does not fit then.
   *
   * @param why such as "the record there has 7 bytes"
   */
  void refuseForMemory(RangeProgress range, String why) {
    offsetsBehind -= range.next();
    range.backToRecord();
    offsetsBehind += range.next();
    outOfMemory(range, why);
  }

  /**
   * A poll ran out of memory. What it has passed is fetched again, record by record and Kafka
   * partition by Kafka partition, so that the offset is known; the range that does so again ends
   * there.
   */
  void failForMemory(OutOfMemoryError error) {
    outOfMemory(
        first(),
        "the record there, or the batch that holds it, does not fit into the memory ("
            + error.getMessage()
            + ")");
  }

  private void outOfMemory(RangeProgress range, String why) {
    if (consumers.pace() == Consumers.Pace.FULL) {
      LOG.warn("Reading record by record, since the task ran out of memory: {}", why);
      slowly.begin(ranges);
    } else {
      OptionalLong readableFrom = new UnreadableStretch(consumers, waiting).end(range);
      end(range, List.of(ReadFailures.tooLarge(range, why, readableFrom)));
    }
    reopen(Consumers.Pace.RECORD_BY_RECORD);
  }

  private void reopen(Consumers.Pace pace) {
    toPause.clear();
    consumers.change(pace);
    consumers.current().assign(ranges.keySet());
    ranges.values().forEach(this::seek);
  }

  /** The one that is read, where they are read one by one. */
  private RangeProgress first() {
    if (consumers.pace() == Consumers.Pace.RECORD_BY_RECORD) {
      return slowly.first(ranges);
    }
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
    consumers.current().assign(ranges.keySet());
  }

  private void end(RangeProgress range, List<RangeFailure> failureOrNone) {
    ranges.remove(range.topicPartition());
    items.add(range.end(failureOrNone));
    failureOrNone.forEach(failure -> log(range, failure));
  }

  private static void log(RangeProgress range, RangeFailure failure) {
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
