package io.sluice.job.planning;

import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.run.Plan;
import java.util.List;

/** Outcome of planning. */
public sealed interface PlanOutcome {

  /** A plan, which may hold no task where there is nothing to read. */
  record Planned(Plan plan, Forecast forecast) implements PlanOutcome {}

  /**
   * {@code on.topic.recreated=restart}: a reset to this state must stand in the ledger before
   * anything is planned on it.
   *
   * @param state of the reset
   * @param reason for the entry
   * @param topics those that begin a new generation
   */
  record ResetFirst(OffsetState state, String reason, List<String> topics) implements PlanOutcome {
    public ResetFirst {
      topics = List.copyOf(topics);
    }
  }

  /**
   * Nothing may be planned.
   *
   * @param message for people: what, which values, why, and what to do
   */
  record Refused(Refusal why, String message) implements PlanOutcome {}

  /** The reason why nothing may be planned. */
  enum Refusal {
    /** The bootstrap servers lead to another Kafka cluster than the ledger's offsets belong to. */
    OTHER_CLUSTER,
    /** The directories lie on another file system than the ledger's files. */
    OTHER_FILE_SYSTEM,
    /** Brokers are too old for their faults to be found. */
    OLD_BROKERS,
    /** Offsets expired before they were read, and {@code on.data.loss=fail}. */
    DATA_LOSS
  }
}
