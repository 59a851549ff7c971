package io.sluice.job.mapreduce;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.Progress;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;

/** Asks MapReduce whether a job of an earlier run, whose client may be gone, still goes on. */
final class LiveJobs {

  private LiveJobs() {}

  /** The job, if the ingestion's cluster knows it and it has not ended. */
  static Optional<RunningJob> find(String jobId, OpenIngestion open, Progress progress)
      throws IOException, InterruptedException {
    Cluster cluster = new Cluster(open.hadoop());
    Optional<RunningJob> found = Optional.empty();
    try {
      JobID id = JobID.forName(jobId);
      Job job = isUnderWay(id, cluster) ? cluster.getJob(id) : null;
      if (job != null && !job.isComplete()) {
        found = Optional.of(SubmittedJob.of(job, open, progress).closing(cluster::close));
      }
      return found;
    } finally {
      if (found.isEmpty()) {
        cluster.close();
      }
    }
  }

  /**
   * As the ResourceManager says: of a job that is over Hadoop's client asks the job history alone,
   * and where that was lost no run could ever begin.
   */
  private static boolean isUnderWay(JobID id, Cluster cluster)
      throws IOException, InterruptedException {
    for (JobStatus status : cluster.getAllJobStatuses()) {
      if (status.getJobID().equals(id)) {
        return !status.isJobComplete();
      }
    }
    return false;
  }
}
