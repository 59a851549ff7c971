package io.sluice.tracker.run;

import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.run.Plan.PlannedTopic;
import io.sluice.tracker.staging.FilePaths;
import io.sluice.tracker.staging.StatedName;
import java.util.Optional;

/** Finds what of a plan or manifest is not of the run whose file it is, or becomes a path. */
final class PlanPaths {
  private static final int SHOWN = 300;

  private PlanPaths() {}

  /** The first such text, in words that follow the plan's path; empty if there is none. */
  static Optional<String> fault(Plan plan, String ingestion, long base, String runId) {
    if (plan.base() != base
        || !plan.runId().equals(runId)
        || !plan.ingestion().equals(ingestion)
        || !StatedName.isName(plan.runId())
        || !StatedName.isName(plan.ledgerId())) {
      return Optional.of(
          "it is of run '%s' on base %d of ingestion '%s', ledger '%s'"
              .formatted(
                  shown(plan.runId()),
                  plan.base(),
                  shown(plan.ingestion()),
                  shown(plan.ledgerId())));
    }
    for (PlannedTopic topic : plan.topics()) {
      if (!FilePaths.isOf(topic.topic(), topic.directory())
          || !FilePaths.isOf(topic.topic(), topic.quarantineDirectory())) {
        return Optional.of(
            "it lands topic '%s' in '%s' and '%s'"
                .formatted(
                    shown(topic.topic()),
                    shown(topic.directory()),
                    shown(topic.quarantineDirectory())));
      }
    }
    return Optional.empty();
  }

  private static String shown(String text) {
    return ForeignText.line(text, SHOWN);
  }
}
