package io.sluice.job.run.stages;

import io.sluice.job.mapreduce.Jobs;
import io.sluice.job.mapreduce.RunningJob;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.Optional;

/**
 * A run whose client is gone while its job goes on. To plan beside it would read everything twice,
 * for one of the two to lose; so its job is waited for, and the run is ended as its own client
 * would have. Whoever does this may die as well: the next one attaches again. Only an economy: a
 * run that is overlooked here is beaten, or wins, at the ledger.
 */
final class OrphanedRun {
  private static final Log LOG = Log.of(OrphanedRun.class);

  private final Tracker tracker;
  private final Jobs jobs;
  private final Stages stages;
  private final RunEvents events;

  OrphanedRun(Tracker tracker, Jobs jobs, Stages stages, RunEvents events) {
    this.tracker = tracker;
    this.jobs = jobs;
    this.stages = stages;
    this.events = events;
  }

  /**
   * Sees a run on {@code head} to its end whose job is alive. To be called by who holds the lock.
   *
   * @return the outcome of that run; empty if there is none
   */
  Optional<RunOutcome> attach(Optional<StoredEntry> head) throws IOException, InterruptedException {
    if (!jobs.outliveTheirClient()) {
      return Optional.empty();
    }
    long base = head.map(StoredEntry::version).orElse(0L);
    for (String runId : tracker.runs().runIds(base)) {
      Optional<String> jobId = tracker.runs().jobId(base, runId);
      Optional<Plan> plan = jobId.isEmpty() ? Optional.empty() : tracker.runs().plan(base, runId);
      if (plan.isEmpty()) {
        continue;
      }
      jobs.awaitReady();
      Optional<RunningJob> found = jobs.find(jobId.orElseThrow(), plan.get());
      if (found.isPresent()) {
        return Optional.of(end(plan.get(), found.get()));
      }
    }
    return Optional.empty();
  }

  private RunOutcome end(Plan plan, RunningJob job) {
    LOG.info("Attached: run={} job={} url={}", plan.runId(), job.id(), job.trackingUrl());
    events.attached(plan, job.id());
    return new PlannedRun(tracker, stages, events)
        .carryOut(plan, "attached", attached -> watch(job));
  }

  private JobEnd watch(RunningJob found) throws IOException, InterruptedException {
    try (RunningJob job = found) {
      RunningJob.Result result = job.watch();
      events.jobEnded(result.why());
      return result.end();
    }
  }
}
