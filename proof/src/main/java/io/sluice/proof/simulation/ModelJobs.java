package io.sluice.proof.simulation;

import io.sluice.job.mapreduce.Jobs;
import io.sluice.job.mapreduce.RunningJob;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.Optional;

/** MapReduce as one client sees it: it may refuse, not answer, and lose sight of a job. */
final class ModelJobs implements Jobs {
  private static final int CONTACT = 30;

  private final History history;
  private final SimulatedClient client;
  private final Layout layout;
  private final Tracker tracker;

  ModelJobs(History history, SimulatedClient client, Layout layout, Tracker tracker) {
    this.history = history;
    this.client = client;
    this.layout = layout;
    this.tracker = tracker;
  }

  @Override
  public boolean outliveTheirClient() {
    return true;
  }

  @Override
  public void awaitReady() throws IOException {
    history.pass(client);
    if (fails(0.02)) {
      history.count(Occurrence.NO_JOBS_TAKEN);
      throw new IOException("no ResourceManager answers");
    }
  }

  @Override
  public RunningJob submit(Plan plan) throws IOException {
    Job job = new Job(history, client.name(), layout, plan);
    if (fails(0.02)) {
      history.count(Occurrence.SUBMIT_NOT_ANSWERED);
      if (history.random().nextBoolean()) {
        job.startMaster();
      }
      throw new IOException("the ResourceManager has not answered");
    }
    history.jobs().put(id(plan), job);
    job.startMaster();
    return new Watched(job);
  }

  /** The ResourceManager has forgotten some. */
  @Override
  public Optional<RunningJob> find(String id, Plan plan) {
    history.pass(client);
    return Optional.ofNullable(history.jobs().get(id))
        .filter(job -> job.plan().runId().equals(plan.runId()))
        .filter(job -> !job.isOver() && !fails(0.3))
        .map(Watched::new);
  }

  private boolean fails(double rate) {
    return !history.faultInjector().isCalm() && history.chance(rate);
  }

  private static String id(Plan plan) {
    return "job-" + plan.runId();
  }

  private final class Watched implements RunningJob {
    private final Job job;

    Watched(Job job) {
      this.job = job;
    }

    @Override
    public String id() {
      return ModelJobs.id(job.plan());
    }

    @Override
    public String trackingUrl() {
      return "";
    }

    @Override
    public Result watch() throws IOException {
      JobEnd end = end();
      if (tracker.ledger().headVersion() == job.plan().base()) {
        client.mayCommit();
      }
      return new Result(end, "");
    }

    private JobEnd end() {
      long step = history.scheduler().step();
      long lost =
          history.faultInjector().isCalm() || history.chance(0.85)
              ? Long.MAX_VALUE
              : step + CONTACT;
      history.scheduler().await(client, () -> job.isOver() || history.scheduler().step() > lost);
      if (job.isOver()) {
        return JobEnd.ENDED;
      }
      if (history.random().nextBoolean()) {
        history.count(Occurrence.KILLED_ON_PURPOSE);
        history.record(client, "kills its job", "");
        job.kill();
        return JobEnd.KILLED_ON_PURPOSE;
      }
      history.count(Occurrence.CONTACT_LOST);
      return JobEnd.ENDED;
    }

    @Override
    public void close() {}
  }
}
