package io.sluice.job.run.stages;

import io.sluice.job.planning.PlanOutcome;
import io.sluice.tracker.run.Plan;

/** Hears of what happens on a run's way. */
public interface RunEvents {
  /** The run has a plan, which is put next if there is anything to read. */
  void planned(PlanOutcome.Planned outcome);

  /** The job of the plan was submitted. */
  void submitted(String jobId);

  /** From here on it is about a run whose client is gone. */
  void attached(Plan plan, String jobId);

  /**
   * The job has ended, or nobody answers about it.
   *
   * @param why empty if it succeeded
   */
  void jobEnded(String why);

  /** Something that does not change the outcome. */
  void remark(String remark);
}
