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

/** Asks MapReduce whether a job of an earlier run, whose client may be gone, still goes on. */
final class LiveJobs {
  private static final Log LOG = Log.of(LiveJobs.class);
  private static final int LONGEST = 100;

  private LiveJobs() {}

  /** The name of the job of a plan. */
  static String name(Plan plan) {
    return "sluice " + plan.ingestion() + " " + plan.runId();
  }

  /**
   * The job, if the ingestion's cluster knows it as this user's job of that run, and it has not
   * ended.
   *
   * @param jobId as the state directory has it
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

  /** Empty if it is none: others may have written it. */
  static Optional<JobID> id(String text) {
    try {
      return text.length() > LONGEST ? Optional.empty() : Optional.ofNullable(JobID.forName(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * As the ResourceManager says: of a job that is over Hadoop's client asks the job history alone,
   * and where that was lost no run could ever begin.
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
   * Whether a job is what its run has submitted. To wait for another's job would be to wait as long
   * as its owner likes; a run that is passed over here is beaten, or wins, at the ledger.
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
