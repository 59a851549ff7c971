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

  /** A job that has not ended, whoever submitted it. */
  Optional<RunningJob> find(String id) throws IOException, InterruptedException;
}
