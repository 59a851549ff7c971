package io.sluice.mapper.kafka;

import io.sluice.records.ReadItem;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of one topic that have not ended, as the consumer has them assigned. All are assigned
 * at once; one that is whole is paused, which costs nothing, and only one that failed makes the
 * consumer assign anew.
 */
final class AssignedRanges {
  private static final Log LOG = Log.of(AssignedRanges.class);

  private final Consumers consumers;
  private final Queue<ReadItem> items;
  private final Map<TopicPartition, RangeProgress> ranges = new LinkedHashMap<>();
  private final List<TopicPartition> toPause = new ArrayList<>();

  /**
   * @param items receives the end of each piece
   * @param pollMillis time that the task has waited for brokers so far
   */
  AssignedRanges(Consumers consumers, List<Piece> pieces, Queue<ReadItem> items, long pollMillis) {
    this.consumers = consumers;
    this.items = items;
    for (Piece piece : pieces) {
      RangeProgress range = new RangeProgress(piece, pollMillis);
      ranges.put(range.topicPartition(), range);
    }
    all().stream().filter(RangeProgress::isWhole).forEach(empty -> end(empty, Optional.empty()));
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

  /** In the order of the plan; not changed by what ends later. */
  List<RangeProgress> all() {
    return List.copyOf(ranges.values());
  }

  /** The first in the order of the plan. */
  RangeProgress first() {
    return ranges.values().iterator().next();
  }

  /** A range is whole. */
  void end(RangeProgress whole) {
    end(whole, Optional.empty());
    toPause.add(whole.topicPartition());
  }

  /** Ranges have failed, if they are open yet. */
  void end(Map<TopicPartition, RangeFailure> failed) {
    if (failed.isEmpty()) {
      return;
    }
    failed.forEach(
        (topicPartition, failure) -> {
          RangeProgress range = ranges.get(topicPartition);
          if (range != null) {
            end(range, Optional.of(failure));
          }
        });
    // Unlike a paused one, what is not assigned is not validated again, and throws no more.
    toPause.clear();
    consumers.current().assign(ranges.keySet());
  }

  private void end(RangeProgress range, Optional<RangeFailure> failure) {
    ranges.remove(range.topicPartition());
    items.add(range.end(failure));
    failure.ifPresent(why -> log(range, why));
  }

  /** Pauses those that are whole. */
  void pauseWhole() {
    if (!toPause.isEmpty()) {
      consumers.current().pause(toPause);
      toPause.clear();
    }
  }

  /** Pauses all others. */
  void readOnly(RangeProgress range) {
    consumers.current().pause(ranges.keySet());
    consumers.current().resume(List.of(range.topicPartition()));
  }

  /** The client drops what it has fetched of a Kafka partition only where that is not assigned. */
  void fetchAgain(Collection<RangeProgress> again) {
    Set<TopicPartition> others = new LinkedHashSet<>(ranges.keySet());
    again.forEach(range -> others.remove(range.topicPartition()));
    toPause.clear();
    consumers.current().assign(others);
    consumers.current().assign(ranges.keySet());
    again.forEach(this::seek);
  }

  /** Reads on with another consumer. */
  void reopen(Consumers.Pace pace) {
    toPause.clear();
    consumers.change(pace);
    consumers.current().assign(ranges.keySet());
    ranges.values().forEach(this::seek);
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
