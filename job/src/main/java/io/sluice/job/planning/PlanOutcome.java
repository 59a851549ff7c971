package io.sluice.job.planning;

import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.run.Plan;
import java.util.List;

/** Outcome of planning. */
public sealed interface PlanOutcome {

  /** A plan, which may have no task if there is nothing to read. */
  record Planned(Plan plan, PlanSummary planSummary) implements PlanOutcome {}

  /**
   * {@code on.topic.recreated=restart}: a reset to this state must be appended to the ledger before
   * anything is planned.
   *
   * @param state of the reset
   * @param reason for the entry
   * @param topics those that start a new generation
   */
  record ResetFirst(OffsetState state, String reason, List<String> topics) implements PlanOutcome {
    public ResetFirst {
      topics = List.copyOf(topics);
    }
  }

  /**
   * Nothing may be planned.
   *
   * @param message complete text with values, reason and remedy
   */
  record Refused(Refusal why, String message) implements PlanOutcome {}

  /** The reason why nothing may be planned. */
  enum Refusal {
    /** The bootstrap servers belong to another Kafka cluster than the ledger's offsets. */
    OTHER_CLUSTER,
    /** The directories are on another file system than the ledger's files. */
    OTHER_FILE_SYSTEM,
    /** Brokers are too old to detect lost records. */
    OLD_BROKERS,
    /** Offsets expired before they were read, and {@code on.data.loss=fail}. */
    DATA_LOSS
  }
}
