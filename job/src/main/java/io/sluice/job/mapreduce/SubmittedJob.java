package io.sluice.job.mapreduce;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.Progress;
import io.sluice.mapper.mapreduce.TaskFailure;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.mapred.TIPStatus;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;

/** A submitted MapReduce job. */
final class SubmittedJob implements RunningJob {
  private static final Log LOG = Log.of(SubmittedJob.class);

  private static final Duration CONTACT_TIMEOUT = Duration.ofMinutes(10);

  /**
   * The job history is available within seconds after a job's end; after this time it is not
   * expected any more.
   */
  private static final Duration HISTORY_TIMEOUT = Duration.ofSeconds(30);

  private static final int TASKS_REPORTED = 3;

  /** Hadoop's text for a missing diagnosis. */
  private static final String NO_INFO = "NA";

  private final Job job;
  private final InstantSource clock;
  private final Duration poll;
  private final Progress progress;
  private final Closeable connection;

  private SubmittedJob(
      Job job, InstantSource clock, Duration poll, Progress progress, Closeable connection) {
    this.job = job;
    this.clock = clock;
    this.poll = poll;
    this.progress = progress;
    this.connection = connection;
  }

  /** A job of an ingestion, submitted by this client or an earlier one. */
  static SubmittedJob of(Job job, OpenIngestion open, Progress progress) {
    Duration poll =
        open.where() == ExecutionMode.LOCAL ? Duration.ofMillis(200) : Duration.ofSeconds(1);
    return new SubmittedJob(job, open.clock(), poll, progress, () -> {});
  }

  /** The same job, which closes the connection through which it was found. */
  SubmittedJob closing(Closeable found) {
    return new SubmittedJob(job, clock, poll, progress, found);
  }

  @Override
  public String id() {
    return job.getJobID().toString();
  }

  @Override
  public String trackingUrl() {
    String url = job.getTrackingURL();
    return url == null ? "" : url;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  @Override
  public Result watch() throws InterruptedException {
    Instant lastAnswer = clock.instant();
    while (true) {
      try {
        JobStatus status = job.getStatus();
        lastAnswer = clock.instant();
        if (status.isJobComplete()) {
          progress.clear();
          return result(status);
        }
        show(status);
      } catch (IOException e) {
        Duration silence = Duration.between(lastAnswer, clock.instant());
        LOG.warn("No answer about the job: job={} silence={}", id(), silence, e);
        Optional<JobStatus> ended =
            silence.compareTo(HISTORY_TIMEOUT) > 0 ? endOfApplication() : Optional.empty();
        if (ended.isPresent()) {
          progress.clear();
          return withoutHistory(ended.get());
        }
        if (silence.compareTo(CONTACT_TIMEOUT) > 0) {
          progress.clear();
          return new Result(
              JobEnd.ENDED,
              "nobody has answered for " + silence.toMinutes() + " minutes: " + FirstLine.said(e));
        }
      }
      Thread.sleep(poll.toMillis());
    }
  }

  private Result result(JobStatus status) throws InterruptedException {
    return switch (status.getState()) {
      case KILLED -> new Result(JobEnd.KILLED_ON_PURPOSE, why("the job was killed", status));
      case FAILED -> new Result(JobEnd.ENDED, why("the job failed", status));
      default -> new Result(JobEnd.ENDED, failedTasks());
    };
  }

  private Optional<JobStatus> endOfApplication() throws InterruptedException {
    try {
      return ApplicationEnd.of(job);
    } catch (IOException e) {
      LOG.warn("No answer about the application: job={}", id(), e);
      return Optional.empty();
    }
  }

  private Result withoutHistory(JobStatus status) {
    LOG.warn("The job has ended and left no history: job={} state={}", id(), status.getState());
    return switch (status.getState()) {
      case KILLED -> new Result(JobEnd.KILLED_ON_PURPOSE, "the job was killed");
      case FAILED -> new Result(JobEnd.ENDED, "the job failed, and left no history that says why");
      default -> new Result(JobEnd.ENDED, "");
    };
  }

  private String why(String what, JobStatus status) throws InterruptedException {
    String info = status.getFailureInfo();
    String tasks = failedTasks();
    return what
        + (info == null || info.equals(NO_INFO) ? "" : ": " + FirstLine.of(info))
        + (tasks.isEmpty() ? "" : "; " + tasks);
  }

  /** The messages of the first few failed tasks; the job history contains the rest. */
  private String failedTasks() throws InterruptedException {
    try {
      List<String> failures = new ArrayList<>();
      for (TaskReport task : job.getTaskReports(TaskType.MAP)) {
        if (task.getCurrentStatus() == TIPStatus.FAILED && failures.size() < TASKS_REPORTED) {
          String[] diagnostics = task.getDiagnostics();
          failures.add(
              "task "
                  + task.getTaskID().getId()
                  + (diagnostics.length == 0 ? " failed" : ": " + FirstLine.of(diagnostics[0])));
        }
      }
      if (failures.isEmpty()) {
        TaskFailure.notes(job.getConfiguration()).stream()
            .limit(TASKS_REPORTED)
            .forEach(failures::add);
      }
      return String.join("; ", failures);
    } catch (IOException e) {
      LOG.warn("What failed tasks say cannot be read: job={}", id(), e);
      return "";
    }
  }

  private void show(JobStatus status) throws IOException, InterruptedException {
    JobTotals totals = JobTotals.of(job);
    progress.show("Landing", status.getMapProgress(), totals.records(), totals.bytes());
  }
}
