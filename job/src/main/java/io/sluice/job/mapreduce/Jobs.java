package io.sluice.job.mapreduce;

import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.Optional;

/** The MapReduce operations that a run needs. */
public interface Jobs {
  /** Returns whether a job continues if its client dies. */
  boolean outliveTheirClient();

  /**
   * Waits until the cluster accepts jobs.
   *
   * @throws IOException if it does not, within the configured time
   */
  void awaitReady() throws IOException, InterruptedException;

  /**
   * Submits the job of a plan that has been put.
   *
   * @throws IOException if MapReduce does not accept the job; it is not known whether it has it
   *     nevertheless
   */
  RunningJob submit(Plan plan) throws IOException, InterruptedException;

  /**
   * The job of a plan, if it has not ended.
   *
   * @param id from the state directory, which other users may have edited: a job of another user,
   *     name or run does not belong to this plan
   */
  Optional<RunningJob> find(String id, Plan plan) throws IOException, InterruptedException;
}
