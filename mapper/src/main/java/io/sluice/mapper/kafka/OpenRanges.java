package io.sluice.mapper.kafka;

import io.sluice.records.ReadItem;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The ranges of one topic that have not ended, and what ends them. */
final class OpenRanges {
  private static final Log LOG = Log.of(OpenRanges.class);

  private final Consumers consumers;
  private final ReadBudget waiting;
  private final UnreadableStretch.Search search;
  private final ReadFailures failures;
  private final AssignedRanges ranges;
  private final Turns turns;
  private long offsetsBehind;
  private long lastMove;

  OpenRanges(
      Consumers consumers,
      List<Piece> pieces,
      Queue<ReadItem> items,
      ReadBudget waiting,
      RangeReader.Attempts attempts,
      UnreadableStretch.Search search) {
    this.consumers = consumers;
    this.waiting = waiting;
    this.search = search;
    this.failures = new ReadFailures(consumers);
    this.lastMove = waiting.pollMillis();
    this.ranges = new AssignedRanges(consumers, pieces, items, lastMove);
    this.turns = new Turns(consumers, ranges, attempts);
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Null if that range has ended or is not one of these. */
  @Nullable RangeProgress find(TopicPartition topicPartition) {
    return ranges.find(topicPartition);
  }

  /** MapReduce calls this after each record. */
  long offsetsBehind() {
    return offsetsBehind;
  }

  /** Accepts a record if it belongs to the range. */
  boolean take(RangeProgress range, ConsumerRecord<?, ?> record) {
    long passed = range.take(record.offset(), record.leaderEpoch().orElse(LeaderEpoch.UNKNOWN));
    offsetsBehind += passed;
    turns.passed(range);
    return passed > 0;
  }

  /**
   * All records of this range that the poll returned were processed: the position shows how far it
   * was read.
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
      ranges.end(range);
    }
  }

  /** Checksums do not cover the offsets of a batch: a corrupt offset may lead anywhere. */
  private boolean isBeyondItsLog(TopicPartition topicPartition) {
    return consumers.current().currentLag(topicPartition).orElse(0) < 0;
  }

  /** Chooses what the next poll reads. To be called before each. */
  void choose() {
    turns.choose();
  }

  /** Pauses the ranges that the next poll must not read. */
  void arrange() {
    turns.arrange();
  }

  void endAll(RangeFailure.Kind kind, String why) {
    Map<TopicPartition, RangeFailure> all = new LinkedHashMap<>();
    ranges.all().forEach(range -> all.put(range.topicPartition(), range.failure(kind, why)));
    ranges.end(all);
  }

  /** Ends the ranges that have not moved for too long. */
  void endStalled() {
    if (turns.areOneByOne() && !ranges.isEmpty()) {
      endStalledOneByOne();
    } else {
      endStalledTogether();
    }
  }

  /**
   * While other ranges move, a slow range ends only if it has no leader. Once nothing moves, all of
   * them end.
   */
  private void endStalledTogether() {
    boolean nothingMoves = waiting.isStalled(lastMove);
    Map<TopicPartition, RangeFailure> stalled = new LinkedHashMap<>();
    for (RangeProgress range : ranges.all()) {
      if (waiting.isStalled(range.movedAt())) {
        failures
            .stalled(range, nothingMoves, waiting.stallTimeout())
            .ifPresent(failure -> stalled.put(range.topicPartition(), failure));
      }
    }
    ranges.end(stalled);
  }

  /** The others could not move: the one that is read ends, and the next one has its own time. */
  private void endStalledOneByOne() {
    if (waiting.isStalled(lastMove)) {
      ranges.end(failures.stalledOneByOne(turns.first(), ranges.all(), waiting.stallTimeout()));
      lastMove = waiting.pollMillis();
      ranges.all().forEach(range -> range.moved(lastMove));
    }
  }

  /**
   * Handles an exception of a poll.
   *
   * @throws KafkaException the same, if the attempt is to end
   */
  void fail(KafkaException error) {
    ReadFailures.Verdict verdict = failures.judge(error, ranges.all());
    if (verdict instanceof ReadFailures.OfRanges failed) {
      endOrFetchAgain(failed.failures());
    } else if (verdict instanceof ReadFailures.OfSomeRange) {
      if (turns.readOneByOne()) {
        LOG.warn("Reading the ranges of a topic one by one, since one cannot be read", error);
      } else {
        RangeProgress range = turns.first();
        endOrFetchAgain(Map.of(range.topicPartition(), ReadFailures.unreadable(range, error)));
      }
    } else {
      LOG.debug("A poll failed in passing", error);
    }
  }

  /**
   * Handles an unexpected exception of a poll. Kafka's client may have skipped records that it did
   * not return, so all ranges are fetched again from their positions.
   */
  void failUnforeseen(RuntimeException error) {
    ranges.fetchAgain(ranges.all());
    fail(new KafkaException(error.toString(), error));
  }

  /**
   * Ends failed ranges, and fetches a corrupt batch once more: a batch that was damaged in transit
   * is then sound.
   */
  private void endOrFetchAgain(Map<TopicPartition, RangeFailure> failed) {
    Map<TopicPartition, RangeFailure> ended = new LinkedHashMap<>(failed);
    List<RangeProgress> again =
        failed.entrySet().stream()
            .filter(each -> each.getValue().kind() == RangeFailure.Kind.CORRUPT)
            .map(each -> ranges.find(each.getKey()))
            .filter(range -> range != null && range.mayBeFetchedAgain())
            .toList();
    again.forEach(range -> ended.remove(range.topicPartition()));
    ranges.end(ended);
    if (!again.isEmpty()) {
      ranges.fetchAgain(again);
    }
  }

  /** Ends the range before the last record taken of it, which was refused. */
  void refuse(RangeProgress range, RangeFailure failure) {
    offsetsBehind -= range.next();
    range.backBeforeRecord();
    offsetsBehind += range.next();
    ranges.end(Map.of(range.topicPartition(), failure));
  }

  /**
   * Handles the last record taken of it, which does not fit into the memory. It is fetched again,
   * without the other records of the same poll; if it does not fit then, the range ends before it.
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
   * Handles a poll that ran out of memory. Its records are fetched again, record by record and
   * Kafka partition by Kafka partition, so that the offset is known; a range that runs out of
   * memory again ends there.
   */
  void failForMemory(OutOfMemoryError error) {
    outOfMemory(
        turns.first(),
        "the record there, or the batch that holds it, does not fit into the memory ("
            + error.getMessage()
            + ")");
  }

  private void outOfMemory(RangeProgress range, String why) {
    if (consumers.pace() == Consumers.Pace.FULL) {
      LOG.warn("Reading record by record, since the task ran out of memory: {}", why);
      turns.readRecordByRecord();
    } else {
      ranges.end(Map.of(range.topicPartition(), ReadFailures.tooLarge(range, why, stretch(range))));
    }
    ranges.reopen(Consumers.Pace.RECORD_BY_RECORD);
  }

  private Optional<UnreadableStretch> stretch(RangeProgress range) {
    return switch (search) {
      case TO_THE_END ->
          UnreadableStretch.find(
              range.next(),
              range.range().end(),
              new SingleReads(consumers, waiting, range.topicPartition()));
      case NONE -> Optional.empty();
    };
  }
}
