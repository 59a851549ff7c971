package io.sluice.job.mapreduce;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.Progress;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Checks with MapReduce whether a job of an earlier run, whose client may be gone, is still
 * running.
 */
final class LiveJobs {
  private static final Log LOG = Log.of(LiveJobs.class);
  private static final int LONGEST = 100;

  private LiveJobs() {}

  /** The name of the job of a plan. */
  static String name(Plan plan) {
    return "sluice " + plan.ingestion() + " " + plan.runId();
  }

  /**
   * The job, if the cluster has it as this user's job of that run, and it has not ended.
   *
   * @param jobId from the state directory
   */
  static Optional<RunningJob> find(String jobId, Plan plan, OpenIngestion open, Progress progress)
      throws IOException, InterruptedException {
    Optional<JobID> id = id(jobId);
    if (id.isEmpty()) {
      LOG.warn("Not attached: this is no ID of a job, run={} job={}", plan.runId(), jobId);
      return Optional.empty();
    }
    String user = UserGroupInformation.getCurrentUser().getShortUserName();
    Cluster cluster = new Cluster(open.hadoop());
    Optional<RunningJob> found = Optional.empty();
    try {
      Job job = isUnderWay(id.get(), plan, user, cluster) ? cluster.getJob(id.get()) : null;
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

  /** Empty if it is not a job ID: other users may have edited it. */
  static Optional<JobID> id(String text) {
    try {
      return text.length() > LONGEST ? Optional.empty() : Optional.ofNullable(JobID.forName(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * As reported by the ResourceManager: for a job that has ended, Hadoop's client asks only the job
   * history, and if that is lost, no run could ever start.
   */
  private static boolean isUnderWay(JobID id, Plan plan, String user, Cluster cluster)
      throws IOException, InterruptedException {
    for (JobStatus status : cluster.getAllJobStatuses()) {
      if (status.getJobID().equals(id)) {
        return !status.isJobComplete() && isOf(plan, user, status);
      }
    }
    return false;
  }

  /**
   * Returns whether a job is the one that its run has submitted. Otherwise the client would wait as
   * long as the owner of another job wants. If a run is ignored here by mistake, the ledger decides
   * which run wins.
   */
  static boolean isOf(Plan plan, String user, JobStatus status) {
    boolean fits = user.equals(status.getUsername()) && name(plan).equals(status.getJobName());
    if (!fits) {
      LOG.warn(
          "Not attached: the job is another's, run={} job={} owner={} name={}",
          plan.runId(),
          status.getJobID(),
          status.getUsername(),
          status.getJobName());
    }
    return fits;
  }
}
