package io.sluice.job.mapreduce;

import io.sluice.job.ingestion.OpenIngestion;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;

/** Asks MapReduce whether a job of an earlier run, whose client may be gone, still goes on. */
public final class LiveJobs implements AutoCloseable {
  private final Cluster cluster;
  private final OpenIngestion open;

  /** Connects to the ingestion's cluster. */
  public LiveJobs(OpenIngestion open) throws IOException {
    this.cluster = new Cluster(open.hadoop());
    this.open = open;
  }

  /**
   * The job, if the cluster knows it and it has not ended.
   *
   * @return to be watched before this is closed
   */
  public Optional<SubmittedJob> find(String jobId) throws IOException, InterruptedException {
    JobID id = JobID.forName(jobId);
    if (!isUnderWay(id)) {
      return Optional.empty();
    }
    Job job = cluster.getJob(id);
    return job == null || job.isComplete()
        ? Optional.empty()
        : Optional.of(SubmittedJob.of(job, open));
  }

  /**
   * As the ResourceManager says: of a job that is over Hadoop's client asks the job history alone,
   * and where that was lost no run could ever begin.
   */
  private boolean isUnderWay(JobID id) throws IOException, InterruptedException {
    for (JobStatus status : cluster.getAllJobStatuses()) {
      if (status.getJobID().equals(id)) {
        return !status.isJobComplete();
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
