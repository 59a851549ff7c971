package io.sluice.tracker.decision;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Offsets that a run planned and did not land; the next run takes them.
 *
 * @param why for people
 */
public record Left(OffsetRange range, String why) {
  /**
   * What a plan left, seen from the entry that stands: it may be another than this process would
   * have put.
   *
   * @param known what a decision of this process left, for its reasons
   */
  public static List<Left> of(Plan plan, OffsetState state, List<Left> known) {
    Map<KafkaPartition, String> reasons = new HashMap<>();
    known.forEach(left -> reasons.put(left.range().kafkaPartition(), left.why()));
    List<Left> lefts = new ArrayList<>();
    for (PlannedTopic topic : plan.topics()) {
      for (PlannedRange range : topic.ranges()) {
        long after =
            state
                .topic(topic.topic())
                .flatMap(topicState -> topicState.kafkaPartition(range.kafkaPartition()))
                .map(KafkaPartitionState::after)
                .orElse(range.before());
        if (after < range.end()) {
          KafkaPartition kafkaPartition = new KafkaPartition(topic.topic(), range.kafkaPartition());
          lefts.add(
              new Left(
                  new OffsetRange(kafkaPartition, after, range.end()),
                  reasons.getOrDefault(kafkaPartition, "the run did not land it")));
        }
      }
    }
    return lefts;
  }
}
