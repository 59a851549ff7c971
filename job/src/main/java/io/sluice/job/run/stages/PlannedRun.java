package io.sluice.job.run.stages;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Plan;
import java.io.IOException;

/**
 * A run from its plan to its outcome. From the moment that the plan stands the ledger alone says
 * how the run ended: whatever is thrown on the way, the ledger is asked, and where that fails too,
 * the outcome is not known.
 */
public final class PlannedRun {
  private static final Log LOG = Log.of(PlannedRun.class);

  /** The job of a plan. */
  @FunctionalInterface
  public interface MapStage {
    /** Submits the job and waits for its end. */
    JobEnd run(Plan plan) throws IOException, InterruptedException;
  }

  private final Tracker tracker;
  private final Stages stages;
  private final RunEvents events;

  /** Reports to the events what its job does. */
  public PlannedRun(Tracker tracker, Stages stages, RunEvents events) {
    this.tracker = tracker;
    this.stages = stages;
    this.events = events;
  }

  /** Commits a plan without tasks, by this process alone. */
  public RunOutcome commitWithoutJob(Plan plan) {
    try {
      return stages.time("commit", () -> tracker.runCommit().commit(plan));
    } catch (Throwable e) {
      return notKnown(plan, e);
    }
  }

  /**
   * Has the job done, then ends the run; the plan has been put.
   *
   * @param name of the stage
   */
  public RunOutcome carryOut(Plan plan, String name, MapStage map) {
    JobEnd end;
    try {
      end = stages.time(name, () -> map.run(plan));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RunOutcome.NotKnown(
          "this process was interrupted while its job went on; the next run attaches to the job,"
              + " or ends it");
    } catch (Throwable e) {
      // MapReduce may have the job all the same, so the version is closed to it.
      LOG.error("The job was not submitted or not watched to its end: run={}", plan.runId(), e);
      events.jobEnded("it was not submitted or not watched to its end: " + FirstLine.said(e));
      end = JobEnd.ENDED;
    }
    JobEnd ended = end;
    try {
      return stages.time("end", () -> tracker.runEnd().end(plan, ended));
    } catch (Throwable e) {
      return notKnown(plan, e);
    }
  }

  private static RunOutcome notKnown(Plan plan, Throwable e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    LOG.error("Cannot find out how the run ended: run={}", plan.runId(), e);
    return new RunOutcome.NotKnown("this process failed on the way: " + FirstLine.said(e));
  }
}
