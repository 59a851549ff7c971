package io.sluice.job.mapreduce;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;

/**
 * The final status of a job, as the ResourceManager reports it. When a job is over, Hadoop's client
 * asks the job history alone; an Application Master that could not write its history, such as while
 * the NameNode was away, leaves none, and then nobody ever answers.
 */
final class ApplicationEnd {
  private ApplicationEnd() {}

  /** The job's status, if the ResourceManager says that it is over; it knows no more than that. */
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
