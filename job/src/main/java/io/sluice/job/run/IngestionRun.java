package io.sluice.job.run;

import io.sluice.job.config.Where;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.mapreduce.JobSubmission;
import io.sluice.job.mapreduce.ResourceManager;
import io.sluice.job.mapreduce.SubmittedJob;
import io.sluice.job.planning.PlanOutcome;
import io.sluice.job.report.Progress;
import io.sluice.job.report.RunReport;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.NotPublishedException;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run under the lock, in the order of the protocol: recover, collect, plan, map, end. Where an
 * earlier run's job goes on without its client, that run is seen to its end instead. Whatever stops
 * it, and wherever, the next run goes on from what stands in the ledger.
 */
final class IngestionRun {
  private static final Logger LOG = LoggerFactory.getLogger(IngestionRun.class);

  private final OpenIngestion open;
  private final String runId;
  private final RunPlanning planning;
  private final Progress progress;
  private final Path scratch;
  private final Stages stages;
  private final ReportBuilder report;

  /**
   * Makes the run.
   *
   * @param scratch local directory for the local runner
   */
  IngestionRun(
      OpenIngestion open,
      String runId,
      RunPlanning planning,
      Progress progress,
      Path scratch,
      Stages stages,
      ReportBuilder report) {
    this.open = open;
    this.runId = runId;
    this.planning = planning;
    this.progress = progress;
    this.scratch = scratch;
    this.stages = stages;
    this.report = report;
  }

  /**
   * Runs.
   *
   * @throws VerbFailedException with the message and the exit code, before anything was asked of
   *     MapReduce
   */
  RunReport execute()
      throws IOException, InterruptedException, NotPublishedException, VerbFailedException {
    Optional<StoredEntry> published = stages.time("recover", this::recover);
    collect();
    Optional<RunOutcome> left = new LeftRun(open, progress, stages, report).attach(published);
    if (left.isPresent()) {
      collect();
      return report.ofCertain(left.get());
    }
    Optional<StoredEntry> head = open.tracker().oldRuns().fence(published);
    PlanOutcome.Planned planned = plan(head);
    report.planned(planned);
    RunOutcome outcome = commit(planned.plan());
    collect();
    retain();
    return report.ofCertain(outcome);
  }

  private Optional<StoredEntry> recover() throws IOException {
    open.tracker().setBackCheck().check();
    return open.tracker().recovery().recover();
  }

  private PlanOutcome.Planned plan(Optional<StoredEntry> head)
      throws IOException, VerbFailedException {
    long begin = stages.begin();
    try {
      return planning.plan(head, runId);
    } finally {
      stages.end("plan", begin);
    }
  }

  private RunOutcome commit(Plan plan) throws IOException, InterruptedException {
    PlannedRun run = new PlannedRun(open.tracker(), stages, report);
    if (plan.tasks().isEmpty()) {
      // Nothing is staged, so nothing needs the plan but this process.
      return run.commitWithoutJob(plan);
    }
    if (open.where() == Where.CLUSTER) {
      // Before the plan is put: where no job can be submitted there is nothing to be fenced off.
      ResourceManager.read(open.hadoop(), progress::say).await();
    }
    planning.put(plan);
    return run.carryOut(plan, "map", this::map);
  }

  private JobEnd map(Plan plan) throws IOException, InterruptedException {
    SubmittedJob job = new JobSubmission(open, planning.schemaFiles()).submit(plan, scratch);
    report.submitted(job.id());
    tellJob(plan, job);
    SubmittedJob.Result result = job.watch(progress);
    report.jobEnded(result.why());
    return result.end();
  }

  private void tellJob(Plan plan, SubmittedJob job) {
    LOG.info("Job submitted: run={} job={} url={}", plan.runId(), job.id(), job.trackingUrl());
    if (open.where() == Where.LOCAL) {
      return;
    }
    try {
      open.tracker().runs().putJobId(plan, job.id());
    } catch (IOException e) {
      // Only the next run would like to know it, if this client dies.
      LOG.warn("Cannot note the job's id: run={} job={}", plan.runId(), job.id(), e);
    }
  }

  /** Work that the run's outcome does not depend on. */
  private interface Upkeep {
    void run() throws IOException;
  }

  private void collect() {
    tolerated("collect", "collect what dead runs left", () -> open.tracker().collector().collect());
  }

  private void retain() {
    int keep = open.ingestion().commit().retention();
    tolerated(
        "retain",
        "let old entries of the ledger go",
        () -> open.tracker().retention().retain(keep));
  }

  /** Does what the next run can do as well: no failure of it changes how this run ended. */
  private void tolerated(String stage, String what, Upkeep upkeep) {
    long begin = stages.begin();
    try {
      upkeep.run();
    } catch (Throwable e) {
      LOG.warn("Cannot {}", what, e);
      report.remark(
          "Cannot %s: %s. The next run tries again."
              .formatted(what, PlannedRun.said(e).replaceFirst("\\.$", "")));
    } finally {
      stages.end(stage, begin);
    }
  }
}
