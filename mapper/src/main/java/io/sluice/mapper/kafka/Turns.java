package io.sluice.mapper.kafka;

import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The order in which ranges are read, and their pace: all together, or one by one where it is not
 * known which of them fails, or where each position is noted for later attempts; and record by
 * record where one did not fit into the memory, each as far as the poll could have come that ran
 * out of it. Where that finds nothing, the next time goes further.
 */
final class Turns {
  /** More than {@code max.poll.records} is by default. */
  private static final int FIRST_DISTANCE = 2000;

  private final Consumers consumers;
  private final AssignedRanges ranges;
  private final RangeReader.Attempts attempts;
  private boolean isOneByOne;

  /** Those that are still to be read record by record. */
  private final Deque<TopicPartition> slowly = new ArrayDeque<>();

  private long distance = FIRST_DISTANCE;
  private long records;
  private boolean isToEnd;

  Turns(Consumers consumers, AssignedRanges ranges, RangeReader.Attempts attempts) {
    this.consumers = consumers;
    this.ranges = ranges;
    this.attempts = attempts;
    this.isOneByOne = attempts.areNoted();
  }

  /** Whether a poll reads one range and no other. */
  boolean areOneByOne() {
    return isOneByOne || isRecordByRecord();
  }

  boolean isRecordByRecord() {
    return consumers.pace() == Consumers.Pace.RECORD_BY_RECORD;
  }

  /**
   * Has each poll read one range.
   *
   * @return whether that is new, and says more than before
   */
  boolean readOneByOne() {
    boolean isNew = !isOneByOne && ranges.all().size() > 1;
    isOneByOne = isOneByOne || isNew;
    return isNew;
  }

  /** Has each range read record by record, from the next poll on. */
  void readRecordByRecord() {
    slowly.clear();
    ranges.all().forEach(range -> slowly.add(range.topicPartition()));
    records = 0;
    isToEnd = false;
  }

  /** A record of this range was passed. */
  void passed(RangeProgress range) {
    if (range.topicPartition().equals(slowly.peek())) {
      records++;
    }
  }

  /** The one that is read, where they are read one by one. */
  RangeProgress first() {
    return isRecordByRecord()
        ? Optional.ofNullable(slowly.peek()).map(ranges::find).orElseGet(ranges::first)
        : ranges.first();
  }

  /**
   * Chooses the pace and the range of the next poll, and only then heeds earlier attempts: no other
   * range is read than the one that was noted.
   */
  void choose() {
    boolean isChosen = false;
    while (!isChosen && !ranges.isEmpty()) {
      if (isRecordByRecord() && isSlowlyOver()) {
        ranges.reopen(Consumers.Pace.FULL);
      }
      isChosen = !attempts.areNoted() || isNoted(first());
    }
  }

  /** Pauses what the next poll is not to read. */
  void arrange() {
    ranges.pauseWhole();
    if (areOneByOne()) {
      ranges.readOnly(first());
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
      ranges.end(
          Map.of(range.topicPartition(), ReadFailures.tooLarge(range, why, Optional.empty())));
      return false;
    }
    if (died.isPresent() && !(isToEnd && range.topicPartition().equals(slowly.peek()))) {
      slowly.clear();
      slowly.add(range.topicPartition());
      isToEnd = true;
      ranges.reopen(Consumers.Pace.RECORD_BY_RECORD);
    }
    attempts.reads(of, range.next());
    return true;
  }

  /** Drops those that have ended or come far enough, and says whether none is left. */
  private boolean isSlowlyOver() {
    while (!slowly.isEmpty() && (isFarEnough() || ranges.find(slowly.peek()) == null)) {
      slowly.remove();
      records = 0;
    }
    if (slowly.isEmpty()) {
      distance *= 2;
    }
    return slowly.isEmpty();
  }

  private boolean isFarEnough() {
    return records >= distance && !isToEnd;
  }
}
