package io.sluice.job.run;

import io.sluice.job.config.Where;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.mapreduce.LiveJobs;
import io.sluice.job.mapreduce.ResourceManager;
import io.sluice.job.mapreduce.SubmittedJob;
import io.sluice.job.report.Progress;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run whose client is gone while its job goes on. To plan beside it would read everything twice,
 * for one of the two to lose; so its job is waited for, and the run is ended as its own client
 * would have. Whoever does this may die as well: the next one attaches again. Only an economy: a
 * run that is overlooked here is beaten, or wins, at the ledger.
 */
final class LeftRun {
  private static final Logger LOG = LoggerFactory.getLogger(LeftRun.class);

  private final OpenIngestion open;
  private final Progress progress;
  private final Stages stages;
  private final ReportBuilder report;

  LeftRun(OpenIngestion open, Progress progress, Stages stages, ReportBuilder report) {
    this.open = open;
    this.progress = progress;
    this.stages = stages;
    this.report = report;
  }

  /**
   * Sees a run on {@code head} to its end whose job is alive. To be called by who holds the lock.
   *
   * @return the outcome of that run; empty if there is none
   */
  Optional<RunOutcome> attach(Optional<StoredEntry> head) throws IOException, InterruptedException {
    if (open.where() == Where.LOCAL) {
      return Optional.empty(); // the local runner dies with its client
    }
    long base = head.map(StoredEntry::version).orElse(0L);
    for (String runId : open.tracker().runs().runIds(base)) {
      Optional<String> jobId = open.tracker().runs().jobId(base, runId);
      Optional<Plan> plan =
          jobId.isEmpty() ? Optional.empty() : open.tracker().runs().plan(base, runId);
      if (plan.isEmpty()) {
        continue;
      }
      ResourceManager.read(open.hadoop(), progress::say).await();
      try (LiveJobs jobs = new LiveJobs(open)) {
        Optional<SubmittedJob> job = jobs.find(jobId.orElseThrow());
        if (job.isPresent()) {
          return Optional.of(end(plan.get(), job.get()));
        }
      }
    }
    return Optional.empty();
  }

  private RunOutcome end(Plan plan, SubmittedJob job) {
    LOG.info("Attached: run={} job={} url={}", plan.runId(), job.id(), job.trackingUrl());
    report.attached(plan, job.id());
    return new PlannedRun(open.tracker(), stages, report)
        .carryOut(plan, "attached", attached -> watch(job));
  }

  private JobEnd watch(SubmittedJob job) throws InterruptedException {
    SubmittedJob.Result result = job.watch(progress);
    report.jobEnded(result.why());
    return result.end();
  }
}
