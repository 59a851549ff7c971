package io.sluice.job.mapreduce;

import io.sluice.tracker.commit.JobEnd;
import java.io.IOException;

/** The running job of a run, as seen by its client. */
public interface RunningJob extends AutoCloseable {
  /** MapReduce's ID of the job. */
  String id();

  /** The URL of its page; empty if there is none. */
  String trackingUrl();

  /** Waits until the job has ended, or there has been no answer about it for a long time. */
  Result watch() throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /**
   * The end of the job. It does not show whether the run has committed; only the ledger does.
   *
   * @param why empty if it succeeded
   */
  record Result(JobEnd end, String why) {}
}
