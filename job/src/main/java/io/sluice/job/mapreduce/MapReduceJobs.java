package io.sluice.job.mapreduce;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.config.Ingestion;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.login.kafka.TaskLogin;
import io.sluice.job.report.Progress;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.mapreduce.Job;

/** Jobs on YARN, or on the local runner, which ends with its client. */
public final class MapReduceJobs implements Jobs {
  private final OpenIngestion open;
  private final Supplier<Map<String, String>> schemaFiles;
  private final Path scratch;
  private final Progress progress;

  /**
   * Jobs of one ingestion.
   *
   * @param schemaFiles of the last plan: texts by their names in the configuration
   * @param scratch local directory for the local runner
   */
  public MapReduceJobs(
      OpenIngestion open,
      Supplier<Map<String, String>> schemaFiles,
      Path scratch,
      Progress progress) {
    this.open = open;
    this.schemaFiles = schemaFiles;
    this.scratch = scratch;
    this.progress = progress;
  }

  @Override
  public boolean outliveTheirClient() {
    return open.where() != ExecutionMode.LOCAL;
  }

  @Override
  public void awaitReady() throws IOException, InterruptedException {
    if (open.where() == ExecutionMode.CLUSTER) {
      ResourceManager.read(open.hadoop(), progress::say).await();
    }
  }

  @Override
  public RunningJob submit(Plan plan) throws IOException, InterruptedException {
    TaskLogin login = login();
    Job job = make(plan, login);
    try {
      JobSubmission.submit(job, plan);
      return new LoggedInJob(SubmittedJob.of(job, open, progress), login);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      // MapReduce may have the job nevertheless.
      login.close();
      throw e;
    }
  }

  private Job make(Plan plan, TaskLogin login) throws IOException {
    try {
      return new JobSubmission(open, login.settings(), schemaFiles.get()).make(plan, scratch);
    } catch (IOException | RuntimeException | Error e) {
      // MapReduce has received no request yet: no task needs the login.
      login.end();
      throw e;
    }
  }

  private TaskLogin login() throws IOException, InterruptedException {
    Ingestion ingestion = open.ingestion();
    Duration longest = ingestion.planning().maxTime();
    return open.where() == ExecutionMode.LOCAL
        ? TaskLogin.inThisProcess(open.name(), ingestion.settings(), ingestion.kafka(), longest)
        : TaskLogin.elsewhere(open.name(), ingestion.settings(), ingestion.kafka(), longest);
  }

  @Override
  public Optional<RunningJob> find(String id, Plan plan) throws IOException, InterruptedException {
    return LiveJobs.find(id, plan, open, progress);
  }

  /** A job with the login of its tasks, which ends with the job and not with its client. */
  private record LoggedInJob(RunningJob job, TaskLogin login) implements RunningJob {
    @Override
    public String id() {
      return job.id();
    }

    @Override
    public String trackingUrl() {
      return job.trackingUrl();
    }

    @Override
    public Result watch() throws IOException, InterruptedException {
      Result result = job.watch();
      login.end();
      return result;
    }

    @Override
    public void close() throws IOException {
      login.close();
      job.close();
    }
  }
}
