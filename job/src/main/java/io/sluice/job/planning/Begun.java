package io.sluice.job.planning;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kafka partitions that an earlier run on the same head has planned first. Its plan goes once the
 * head is another, so this run's entry has to know where they begin, whether it reads them or not.
 */
final class Begun {
  private final PlanBase base;
  private final PlanRequest request;
  private final TopicDirectories directories;

  Begun(PlanBase base, PlanRequest request, TopicDirectories directories) {
    this.base = base;
    this.request = request;
    this.directories = directories;
  }

  /** Adds those of which the plan has no range, each as one that stands still. */
  void keepIn(List<PlannedTopic> planned) {
    Map<String, List<PlannedRange>> missing = new TreeMap<>();
    for (KafkaPartition each : base.begun()) {
      if (planned.stream().noneMatch(topic -> has(topic, each))) {
        base.state()
            .topic(each.topic())
            .flatMap(topic -> topic.kafkaPartition(each.number()))
            .ifPresent(
                state ->
                    missing
                        .computeIfAbsent(each.topic(), key -> new ArrayList<>())
                        .add(standingStill(state)));
      }
    }
    planned.replaceAll(
        topic -> {
          List<PlannedRange> more = missing.remove(topic.topic());
          return more == null ? topic : with(topic, more);
        });
    missing.forEach((topic, ranges) -> planned.add(unread(topic, ranges)));
  }

  private static boolean has(PlannedTopic topic, KafkaPartition of) {
    return topic.topic().equals(of.topic())
        && topic.ranges().stream().anyMatch(each -> each.kafkaPartition() == of.number());
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

  /** Nobody has asked for the log's end, so the watermark stays. */
  private static PlannedRange standingStill(KafkaPartitionState state) {
    return new PlannedRange(
        state.number(),
        state.after(),
        state.after(),
        state.after(),
        state.after(),
        state.leaderEpoch(),
        state.generation(),
        KafkaPartitionState.NO_WATERMARK,
        List.of());
  }
}
