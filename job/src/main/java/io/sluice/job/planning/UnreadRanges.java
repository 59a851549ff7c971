package io.sluice.job.planning;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ranges that the run does not read, but that its entry must contain: Kafka partitions that an
 * earlier run on the same head has planned first, and offsets that are lost with their topic.
 */
final class UnreadRanges {
  private final PlanBase base;
  private final PlanRequest request;
  private final TopicDirectories directories;

  UnreadRanges(PlanBase base, PlanRequest request, TopicDirectories directories) {
    this.base = base;
    this.request = request;
    this.directories = directories;
  }

  /**
   * Adds Kafka partitions of an earlier plan for which this plan has no range, each without a moved
   * offset. The earlier plan is deleted after the head has changed.
   */
  void addBegun(List<PlannedTopic> planned) {
    Set<KafkaPartition> ranges = new HashSet<>();
    for (PlannedTopic topic : planned) {
      topic.ranges().forEach(each -> ranges.add(of(topic, each)));
    }
    Map<String, List<PlannedRange>> missing = new TreeMap<>();
    for (KafkaPartition each : base.begun()) {
      if (!ranges.contains(each)) {
        state(each).ifPresent(state -> add(missing, each, movedTo(state.after(), state)));
      }
    }
    planned.replaceAll(
        topic -> {
          List<PlannedRange> more = missing.remove(topic.topic());
          return more == null ? topic : with(topic, more);
        });
    missing.forEach((topic, more) -> planned.add(unread(topic, more)));
  }

  /**
   * Adds expired offsets that are only in a hold, which ends with its topic: the offset moves past
   * them, and they become a loss that an operator must acknowledge.
   */
  void addLost(List<PlannedTopic> planned, List<Hold> lostWithTheirTopic) {
    Map<String, List<PlannedRange>> lost = new TreeMap<>();
    for (Hold held : lostWithTheirTopic) {
      for (OffsetRange range : held.ranges()) {
        KafkaPartition each = range.kafkaPartition();
        state(each)
            .filter(state -> state.after() >= range.start() && state.after() < range.end())
            .ifPresent(state -> add(lost, each, movedTo(range.end(), state)));
      }
    }
    lost.forEach((topic, ranges) -> planned.add(unread(topic, ranges)));
  }

  private Optional<KafkaPartitionState> state(KafkaPartition of) {
    return base.state().topic(of.topic()).flatMap(topic -> topic.kafkaPartition(of.number()));
  }

  private static KafkaPartition of(PlannedTopic topic, PlannedRange range) {
    return new KafkaPartition(topic.topic(), range.kafkaPartition());
  }

  private static void add(
      Map<String, List<PlannedRange>> ranges, KafkaPartition of, PlannedRange range) {
    ranges.computeIfAbsent(of.topic(), key -> new ArrayList<>()).add(range);
  }

  private static PlannedTopic with(PlannedTopic topic, List<PlannedRange> more) {
    List<PlannedRange> ranges = new ArrayList<>(topic.ranges());
    ranges.addAll(more);
    return new PlannedTopic(
        topic.topic(),
        topic.topicId(),
        topic.directory(),
        topic.quarantineDirectory(),
        topic.landingSchema(),
        topic.schemaFingerprint(),
        topic.layout(),
        topic.errorBudget(),
        ranges);
  }

  private PlannedTopic unread(String topic, List<PlannedRange> ranges) {
    return new PlannedTopic(
        topic,
        base.state().topic(topic).map(TopicState::topicId).orElse(""),
        directories.directory(topic),
        directories.quarantineDirectory(topic),
        "",
        "",
        Map.of(),
        request.topics().apply(topic).errorBudget(),
        ranges);
  }

  /**
   * Moves to that offset; the offsets in between are lost. The watermark does not move, because the
   * end of the log was not requested.
   */
  private static PlannedRange movedTo(long next, KafkaPartitionState state) {
    return new PlannedRange(
        state.number(),
        state.after(),
        next,
        next,
        next,
        state.leaderEpoch(),
        state.generation(),
        KafkaPartitionState.NO_WATERMARK,
        next == state.after() ? List.of() : List.of(Gap.exact(Gap.Kind.LOST, state.after(), next)));
  }
}
