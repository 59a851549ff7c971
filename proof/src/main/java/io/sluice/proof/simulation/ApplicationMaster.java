package io.sluice.proof.simulation;

import io.sluice.job.mapreduce.JobCommit;
import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.PlanCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has the tasks done, and commits. */
final class ApplicationMaster extends Actor {
  private static final int ATTEMPTS = 3;
  private static final int SECOND = 1000;

  private final History history;
  private final Job job;
  private final int number;
  private final Map<Integer, List<Attempt>> attempts = new HashMap<>();
  private boolean givenUp;
  private boolean ended;

  ApplicationMaster(History history, Job job, int number) {
    super(job.name() + ".master" + number);
    this.history = history;
    this.job = job;
    this.number = number;
  }

  /** YARN hears nothing of it any more, while it goes on, now or later. */
  void isGivenUp() {
    if (!givenUp && !ended && !isOver()) {
      givenUp = true;
      history.count(Occurrence.ZOMBIE_MASTER);
      job.masterFailed();
    }
  }

  @Override
  protected void over() {
    if (!givenUp && !ended) {
      job.masterFailed();
    } else if (ended) {
      job.end();
    }
  }

  @Override
  protected void run() {
    Tracker tracker = history.tracker(this, history.store(this), job.layout());
    JobCommit commit =
        new JobCommit(
            tracker, job.plan().base(), job.plan().runId(), PlanCodec.checksum(job.plan()));
    try {
      Plan plan = commit.plan();
      for (PlannedTask task : plan.tasks()) {
        if (number == 1 || !isDone(commit, task)) {
          attempts.put(task.number(), new ArrayList<>());
        }
      }
      work();
      commit(tracker, commit);
    } catch (IOException e) {
      history.record(this, "fails", e);
      history.stopped(this, e.toString());
      // Its run is over and collected.
      ended |= e.toString().contains("its plan on base");
    }
  }

  /** A second Application Master asks for the attempts of the first. */
  private static boolean isDone(JobCommit commit, PlannedTask task) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (commit.isCommitted(task.number(), Integer.toString(attempt))) {
        return true;
      }
    }
    return false;
  }

  private void work() {
    while (attempts.values().stream().anyMatch(this::isOpen)) {
      attempts.forEach(this::attend);
      history.scheduler().await(this, this::hasNews);
    }
  }

  /** All tasks are settled, or one wants another attempt. */
  private boolean hasNews() {
    boolean open = false;
    for (List<Attempt> tried : attempts.values()) {
      if (isOpen(tried)) {
        open = true;
        if (wantsOne(tried)) {
          return true;
        }
      }
    }
    return !open;
  }

  private boolean isOpen(List<Attempt> tried) {
    boolean running = false;
    for (Attempt attempt : tried) {
      if (attempt.hasSucceeded()) {
        return false;
      }
      running |= isRunning(attempt);
    }
    return running || tried.size() < ATTEMPTS;
  }

  private boolean isRunning(Attempt attempt) {
    return !attempt.isOver() && !attempt.isPaused(history.scheduler().step());
  }

  /** None of its attempts runs. */
  private boolean wantsOne(List<Attempt> tried) {
    for (Attempt attempt : tried) {
      if (isRunning(attempt)) {
        return false;
      }
    }
    return true;
  }

  private void attend(int task, List<Attempt> tried) {
    boolean speculative =
        !tried.isEmpty() && !history.faultInjector().isCalm() && history.chance(0.1);
    if (isOpen(tried) && tried.size() < ATTEMPTS && (wantsOne(tried) || speculative)) {
      if (!tried.isEmpty()) {
        history.count(Occurrence.SECOND_ATTEMPT);
      }
      int attempt = (number - 1) * SECOND + tried.size();
      Attempt next = new Attempt(history, job, task, attempt);
      tried.add(next);
      job.start(next);
    }
  }

  private void commit(Tracker tracker, JobCommit commit) throws IOException {
    if (tracker.ledger().headVersion() > job.plan().base()) {
      history.count(Occurrence.LATE_COMMIT);
    }
    try {
      if (commit.commit() instanceof Landed landed) {
        history.count(Occurrence.MASTER_COMMITTED);
        landed.left().stream()
            .filter(left -> left.why().contains("is -1, behind it -1"))
            .forEach(left -> history.count(Occurrence.CUT_WITHOUT_EPOCHS));
      }
      history.record(this, "commitJob has succeeded", "");
    } finally {
      // Whatever it answered, MapReduce calls it no more; dead it has answered nothing.
      ended = !isOver();
    }
  }
}
