package io.sluice.job.run.stages;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.mapreduce.Jobs;
import io.sluice.job.mapreduce.RunningJob;
import io.sluice.job.planning.PlanOutcome;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.Optional;

/**
 * One run under the lock, in the order of the protocol: recover, collect, plan, map, end. Where an
 * earlier run's job goes on without its client, that run is seen to its end instead. Whatever stops
 * it, and wherever, the next run goes on from what stands in the ledger.
 */
public final class IngestionRun {
  private static final Log LOG = Log.of(IngestionRun.class);

  private final Tracker tracker;
  private final String runId;
  private final long keep;
  private final RunPlanning planning;
  private final Jobs jobs;
  private final Stages stages;
  private final RunEvents events;

  /**
   * Makes the run.
   *
   * @param keep entries that the ledger keeps
   */
  public IngestionRun(
      Tracker tracker,
      String runId,
      long keep,
      RunPlanning planning,
      Jobs jobs,
      Stages stages,
      RunEvents events) {
    this.tracker = tracker;
    this.runId = runId;
    this.keep = keep;
    this.planning = planning;
    this.jobs = jobs;
    this.stages = stages;
    this.events = events;
  }

  /**
   * Runs.
   *
   * @throws IOException before the plan was put: the head cannot be published, a store does not
   *     answer, no jobs are taken
   * @throws CommandFailedException with a message and the exit code, before anything was asked of
   *     MapReduce
   */
  public RunOutcome execute() throws IOException, InterruptedException, CommandFailedException {
    Optional<StoredEntry> published = stages.time("recover", this::recover);
    collect();
    Optional<RunOutcome> left = new OrphanedRun(tracker, jobs, stages, events).attach(published);
    if (left.isPresent()) {
      collect();
      return left.get();
    }
    Optional<StoredEntry> head = tracker.runFencing().fence(published);
    PlanOutcome.Planned planned = plan(head);
    events.planned(planned);
    RunOutcome outcome = commit(planned.plan());
    collect();
    retain();
    return outcome;
  }

  private Optional<StoredEntry> recover() throws IOException {
    tracker.setBackCheck().check();
    return tracker.recovery().recover();
  }

  private PlanOutcome.Planned plan(Optional<StoredEntry> head)
      throws IOException, CommandFailedException {
    long begin = stages.begin();
    try {
      return planning.plan(head, runId);
    } finally {
      stages.end("plan", begin);
    }
  }

  private RunOutcome commit(Plan plan) throws IOException, InterruptedException {
    PlannedRun run = new PlannedRun(tracker, stages, events);
    if (plan.tasks().isEmpty()) {
      // Nothing is staged, so nothing needs the plan but this process.
      return run.commitWithoutJob(plan);
    }
    // Before the plan is put: where no job can be submitted there is nothing to be fenced off.
    jobs.awaitReady();
    planning.put(plan);
    return run.carryOut(plan, "map", this::map);
  }

  private JobEnd map(Plan plan) throws IOException, InterruptedException {
    try (RunningJob job = jobs.submit(plan)) {
      events.submitted(job.id());
      noteId(plan, job);
      RunningJob.Result result = job.watch();
      events.jobEnded(result.why());
      return result.end();
    }
  }

  private void noteId(Plan plan, RunningJob job) {
    LOG.info("Job submitted: run={} job={} url={}", plan.runId(), job.id(), job.trackingUrl());
    if (!jobs.outliveTheirClient()) {
      return;
    }
    try {
      tracker.runs().putJobId(plan, job.id());
    } catch (IOException e) {
      // Only the next run would like to know it, if this client dies.
      LOG.warn("Cannot note the job's id: run={} job={}", plan.runId(), job.id(), e);
    }
  }

  /** Work that the run's outcome does not depend on. */
  private interface Maintenance {
    void run() throws IOException;
  }

  private void collect() {
    tolerated("collect", "collect what dead runs left", () -> tracker.orphanCollector().collect());
  }

  private void retain() {
    tolerated("retain", "let old entries of the ledger go", () -> tracker.retention().retain(keep));
  }

  /** Does what the next run can do as well: no failure of it changes how this run ended. */
  private void tolerated(String stage, String what, Maintenance maintenance) {
    long begin = stages.begin();
    try {
      maintenance.run();
    } catch (Throwable e) {
      LOG.warn("Cannot {}", what, e);
      events.remark(
          "Cannot %s: %s. The next run tries again."
              .formatted(what, FirstLine.said(e).replaceFirst("\\.$", "")));
    } finally {
      stages.end(stage, begin);
    }
  }
}
