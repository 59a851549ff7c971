package io.sluice.proof.simulation;

import io.sluice.job.config.PlanningOptions;
import io.sluice.job.config.TopicPlanningOptions;
import io.sluice.job.kafka.KafkaRelease;
import io.sluice.job.planning.PlanRequest;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.run.Plan.ErrorBudget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates the client's requests to the planner. */
final class Requests {
  static final String FILE_SYSTEM = "memory:///";

  static final TopicPatterns ALL = new TopicPatterns(List.of(), ".*", "");
  static final TopicPatterns FEWER = new TopicPatterns(List.of(), ".*", "views|clicks");
  private static final ErrorBudget BUDGET = new ErrorBudget(1, 0.1);

  private Requests() {}

  static PlanRequest of(
      Profile profile,
      TopicPatterns patterns,
      String runId,
      String ledgerId,
      Set<String> acknowledged) {
    TopicPlanningOptions topics =
        new TopicPlanningOptions(
            profile.startingOffsets(), profile.onDataLoss(), profile.onTopicRecreated(), BUDGET, 0);
    return new PlanRequest(
        runId,
        TestPlans.INGESTION,
        ledgerId,
        patterns,
        FILE_SYSTEM,
        Optional.empty(),
        profile.onFailure(),
        new PlanningOptions(
            profile.splitBytes(),
            100,
            Duration.ofHours(1),
            profile.maxBytes(),
            PlanningOptions.UNBOUNDED,
            KafkaRelease.V2_8),
        topic -> topics,
        acknowledged,
        List.of());
  }
}
