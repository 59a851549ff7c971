package io.sluice.job.mapreduce;

import io.sluice.tracker.commit.JobEnd;
import java.io.IOException;

/** A run's job under way, as its client sees it. */
public interface RunningJob extends AutoCloseable {
  /** MapReduce's ID of it. */
  String id();

  /** The page on which it can be looked at; empty if there is none. */
  String trackingUrl();

  /** Waits until the job has ended, or until nobody has answered about it for a long time. */
  Result watch() throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /**
   * How it ended, which says nothing about whether the run has committed: only the ledger knows.
   *
   * @param why empty if it succeeded
   */
  record Result(JobEnd end, String why) {}
}
