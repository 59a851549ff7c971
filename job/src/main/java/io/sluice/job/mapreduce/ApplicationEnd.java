package io.sluice.job.mapreduce;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;

/**
 * The final status of a job, as the ResourceManager reports it. After a job has ended, Hadoop's
 * client asks only the job history. An Application Master that could not write its history, for
 * example because the NameNode was down, leaves none, and then there is never an answer.
 */
final class ApplicationEnd {
  private ApplicationEnd() {}

  /**
   * The job's status, if the ResourceManager reports that it has ended; other fields are not known.
   */
  static Optional<JobStatus> of(Job job) throws IOException, InterruptedException {
    Cluster cluster = new Cluster(job.getConfiguration());
    try {
      for (JobStatus status : cluster.getAllJobStatuses()) {
        if (status.getJobID().equals(job.getJobID()) && status.isJobComplete()) {
          return Optional.of(status);
        }
      }
      return Optional.empty();
    } finally {
      cluster.close();
    }
  }
}
