package io.sluice.job.mapreduce;

import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.Optional;

/** All that a run asks of MapReduce. */
public interface Jobs {
  /** Whether a job goes on where its client dies. */
  boolean outliveTheirClient();

  /**
   * Waits until jobs are taken.
   *
   * @throws IOException if none are, within the time that the configuration gives them
   */
  void awaitReady() throws IOException, InterruptedException;

  /**
   * Submits the job of a plan that has been put.
   *
   * @throws IOException if MapReduce does not take the job; whether it has it all the same is not
   *     known
   */
  RunningJob submit(Plan plan) throws IOException, InterruptedException;

  /**
   * The job of a plan, if it has not ended.
   *
   * @param id as the state directory has it, where others may have written it: a job of another
   *     user, name or run is none of this plan
   */
  Optional<RunningJob> find(String id, Plan plan) throws IOException, InterruptedException;
}
