package io.sluice.job.planning;

import io.sluice.job.config.PlanningOptions;
import io.sluice.job.config.TopicPlanningOptions;
import io.sluice.tracker.entry.MaintenanceEntry.Release;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.run.Plan.OnFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Input of a plan.
 *
 * @param ledgerId of the ledger that is planned on
 * @param fileSystem URI of the file system of the ingestion's directories
 * @param renamedFrom former URI of the file system, if an operator has confirmed it
 * @param topics the options of a topic, including overrides
 * @param acknowledgedLosses ids, from the maintenance ledger
 * @param releases of bad records, from the maintenance ledger
 */
public record PlanRequest(
    String runId,
    String ingestion,
    String ledgerId,
    TopicPatterns patterns,
    String fileSystem,
    Optional<String> renamedFrom,
    OnFailure onFailure,
    PlanningOptions options,
    Function<String, TopicPlanningOptions> topics,
    Set<String> acknowledgedLosses,
    List<Release> releases) {
  public PlanRequest {
    acknowledgedLosses = Set.copyOf(acknowledgedLosses);
    releases = List.copyOf(releases);
  }
}
