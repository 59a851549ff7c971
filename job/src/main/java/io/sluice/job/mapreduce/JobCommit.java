package io.sluice.job.mapreduce;

import io.sluice.job.report.OutcomeText;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.run.Plan;
import java.io.IOException;

/** The commit of a run in an Application Master, by the files in the state directory. */
public final class JobCommit {
  private final Tracker tracker;
  private final long base;
  private final String runId;
  private final String planChecksum;

  /**
   * The commit of a run on a base.
   *
   * @param planChecksum of the plan that the job was submitted with
   */
  public JobCommit(Tracker tracker, long base, String runId, String planChecksum) {
    this.tracker = tracker;
    this.base = base;
    this.runId = runId;
    this.planChecksum = planChecksum;
  }

  /**
   * Commits and publishes.
   *
   * @return {@code Landed} or {@code NothingToCommit}
   * @throws IOException if this run's entry is not in the ledger, or is not published yet; the
   *     client finds out which, and continues
   */
  public RunOutcome commit() throws IOException {
    RunOutcome outcome = tracker.runCommit().commit(plan());
    if (outcome instanceof RunOutcome.Landed || outcome instanceof RunOutcome.NothingToCommit) {
      return outcome;
    }
    throw new IOException("Cannot commit run " + runId + ": " + OutcomeText.of(outcome));
  }

  /**
   * Returns whether an attempt, of this Application Master or of an earlier one, has put its
   * manifest.
   */
  public boolean isCommitted(int task, String attempt) throws IOException {
    return tracker.runs().manifest(base, runId, task, attempt).isPresent();
  }

  /**
   * The plan.
   *
   * @throws IOException if it does not exist, or differs from the one with which the job was
   *     submitted
   */
  public Plan plan() throws IOException {
    return tracker
        .runs()
        .plan(base, runId, planChecksum)
        .orElseThrow(
            () ->
                new IOException(
                    "Cannot commit run "
                        + runId
                        + ": its plan on base "
                        + base
                        + " is not there, so another run has committed since. Nothing is to be"
                        + " done."));
  }
}
