package io.sluice.job.mapreduce;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;

/** Asks MapReduce whether a job of an earlier run, whose client may be gone, still goes on. */
public final class LiveJobs implements AutoCloseable {
  private final Cluster cluster;

  public LiveJobs(Configuration conf) throws IOException {
    this.cluster = new Cluster(conf);
  }

  /** Whether the cluster knows the job and it has not ended. */
  public boolean isAlive(String jobId) throws IOException, InterruptedException {
    Job job = cluster.getJob(JobID.forName(jobId));
    return job != null && !job.isComplete();
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
