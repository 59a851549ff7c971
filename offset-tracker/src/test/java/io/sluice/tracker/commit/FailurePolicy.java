package io.sluice.tracker.commit;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Runs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code commit.on.failure=none}: a range that failed keeps all others from landing. */
record FailurePolicy(World world, Plan plan, OffsetEntry entry) {
  /** The range that failed although others have landed. */
  Optional<String> violated() throws IOException {
    boolean landed = false;
    Optional<String> failed = Optional.empty();
    List<Manifest> manifests = List.of();
    for (Plan.PlannedTopic topic : plan.topics()) {
      for (Plan.PlannedRange range : topic.ranges()) {
        long after = after(topic.topic(), range);
        landed |= after > range.before();
        if (after < range.end() && failed.isEmpty()) {
          manifests =
              manifests.isEmpty()
                  ? new Runs(world.files, world.layout, TestPlans.INGESTION).manifests(plan)
                  : manifests;
          if (!isExcused(topic.topic(), range.kafkaPartition(), after, manifests)) {
            failed =
                Optional.of(
                    "%s-%d ends at %d of %d, others have landed"
                        .formatted(topic.topic(), range.kafkaPartition(), after, range.end()));
          }
        }
      }
    }
    return landed ? failed : Optional.empty();
  }

  private long after(String topic, Plan.PlannedRange range) {
    return entry
        .state()
        .topic(topic)
        .flatMap(state -> state.kafkaPartition(range.kafkaPartition()))
        .map(KafkaPartitionState::after)
        .orElse(range.before());
  }

  /** A run's own limit is no failure, nor is an election at a cut. */
  private static boolean isExcused(
      String topic, int kafkaPartition, long after, List<Manifest> manifests) {
    for (Manifest manifest : manifests) {
      for (PieceOutcome piece : manifest.pieces()) {
        if (piece.range().kafkaPartition().topic().equals(topic)
            && piece.range().kafkaPartition().number() == kafkaPartition
            && (piece.range().start() == after || isLimit(piece, after))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLimit(PieceOutcome piece, long after) {
    return piece.reached() == after
        && piece.failure().filter(why -> why.kind() == RangeFailure.Kind.LIMIT).isPresent();
  }
}
