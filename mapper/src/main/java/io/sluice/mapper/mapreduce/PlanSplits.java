package io.sluice.mapper.mapreduce;

import io.sluice.records.TopicStart;
import io.sluice.records.TopicStart.Errors;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The splits of a plan, one per task. */
final class PlanSplits {
  private PlanSplits() {}

  static List<RangeSplit> of(Plan plan) {
    Map<String, Plan.PlannedTopic> topics = new LinkedHashMap<>();
    plan.topics().forEach(topic -> topics.put(topic.topic(), topic));
    return plan.tasks().stream()
        .map(task -> new RangeSplit(task.number(), task.bytes(), work(task, topics)))
        .toList();
  }

  private static List<TopicStart> work(
      Plan.PlannedTask task, Map<String, Plan.PlannedTopic> topics) {
    Map<String, List<Piece>> byTopic = new LinkedHashMap<>();
    for (Piece piece : task.pieces()) {
      byTopic
          .computeIfAbsent(piece.range().kafkaPartition().topic(), topic -> new ArrayList<>())
          .add(piece);
    }
    List<TopicStart> work = new ArrayList<>();
    for (Map.Entry<String, List<Piece>> pieces : byTopic.entrySet()) {
      Plan.PlannedTopic topic = topics.get(pieces.getKey());
      if (topic == null) {
        throw new IllegalStateException(
            "Task " + task.number() + " reads " + pieces.getKey() + ", which is not planned");
      }
      work.add(
          new TopicStart(
              topic.topic(),
              topic.topicId(),
              topic.landingSchema(),
              topic.directory(),
              topic.quarantineDirectory(),
              topic.errorBudget().equals(Plan.ErrorBudget.ACCEPTED)
                  ? Errors.ACCEPTED
                  : Errors.JUDGED,
              pieces.getValue()));
    }
    return work;
  }
}
