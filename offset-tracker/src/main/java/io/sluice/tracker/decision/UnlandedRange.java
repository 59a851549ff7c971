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
 * Offsets that a run planned and did not land.
 *
 * @param why the reason, as text
 */
public record UnlandedRange(OffsetRange range, String why, Prospect prospect) {

  /** Condition under which the offsets can land. */
  public enum Prospect {
    /** The next run reads them. */
    NEXT_RUN,
    /** No run can read them before the configuration or a right has changed. */
    NEEDS_CHANGE
  }

  /** Offsets that the next run reads. */
  public UnlandedRange(OffsetRange range, String why) {
    this(range, why, Prospect.NEXT_RUN);
  }

  /**
   * The ranges that a plan left, by the entry in the ledger, which may differ from the one that
   * this process would have put.
   *
   * @param known ranges that a decision of this process left, with their reasons
   */
  public static List<UnlandedRange> of(Plan plan, OffsetState state, List<UnlandedRange> known) {
    Map<KafkaPartition, UnlandedRange> reasons = new HashMap<>();
    known.forEach(left -> reasons.put(left.range().kafkaPartition(), left));
    List<UnlandedRange> lefts = new ArrayList<>();
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
          OffsetRange left = new OffsetRange(kafkaPartition, after, range.end());
          UnlandedRange reason =
              reasons.getOrDefault(
                  kafkaPartition, new UnlandedRange(left, "the run did not land it"));
          lefts.add(new UnlandedRange(left, reason.why(), reason.prospect()));
        }
      }
    }
    return lefts;
  }
}
