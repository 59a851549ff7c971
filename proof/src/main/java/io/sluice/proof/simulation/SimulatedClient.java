package io.sluice.proof.simulation;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.report.ExitCode;
import io.sluice.job.run.stages.IngestionRun;
import io.sluice.job.run.stages.RunEvents;
import io.sluice.job.run.stages.RunPlanning;
import io.sluice.job.run.stages.Stages;
import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.commit.RunOutcome.AnotherWon;
import io.sluice.tracker.commit.RunOutcome.CommittedNothing;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.commit.RunOutcome.NotKnown;
import io.sluice.tracker.commit.RunOutcome.NotPublished;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.ledger.AppendAnswer.NotAppendedException;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.lock.LockAnswer;
import io.sluice.tracker.lock.LockHolder;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One run of the client: {@code IngestionRun} on the model's store, brokers and jobs. */
final class SimulatedClient extends Actor {
  private static final Duration STALE = Duration.ofMinutes(2);

  private final History history;
  private final StagingStore store;
  private final Tracker tracker;
  private final Layout layout;
  private final String runId;
  private String outcomeOf;
  private boolean mayCommit;
  private long seen;

  SimulatedClient(History history, String name, Layout layout) {
    super(name);
    this.history = history;
    this.layout = layout;
    this.store = history.store(this);
    this.tracker = history.tracker(this, store, layout);
    this.runId = RunId.fresh(history.world().clock(), history.random());
    this.outcomeOf = runId;
  }

  @Override
  protected void run() {
    try {
      if (history.chance(history.profile().lockers())) {
        underLock();
      } else {
        history.count(Occurrence.RUN_WITHOUT_LOCK);
        go();
      }
    } catch (IOException e) {
      history.count(Occurrence.CLIENT_STOPPED);
      history.record(this, "stops", e);
      falseAlarm(e.toString());
    }
  }

  /** Nobody deletes what is staged and counts, so nobody may say that it is gone. */
  private void falseAlarm(String message) {
    history.stopped(this, message);
    if (history.faultInjector().isAlone() && !history.world().isRestored()) {
      history.violate("AFreshRunFinishes: " + name() + " stops, " + message);
    }
  }

  /** Whether the invariants look at its ledger. */
  private boolean isMain() {
    return layout.equals(history.world().layout());
  }

  private void underLock() throws IOException {
    LockHolder me = new LockHolder(runId, name(), 1, "me");
    LockAnswer answer = tracker.lock().acquire(me);
    if (answer instanceof LockAnswer.HeldBy held
        && (held.age().compareTo(STALE) > 0 || history.faultInjector().isAlone())) {
      history.count(Occurrence.LOCK_TAKEN_OVER);
      answer = tracker.lock().takeOver(held.holder(), me);
    }
    if (answer instanceof LockAnswer.HeldBy) {
      history.count(Occurrence.LOCK_LEFT);
      return;
    }
    try {
      go();
    } finally {
      if (!isOver()) {
        tracker.lock().release(me);
      }
    }
  }

  private void go() throws IOException {
    noteWhatStands();
    if (isMain()) {
      history.world().begins(runId);
    }
    try {
      RunOutcome outcome = ingestionRun().execute();
      // A run goes to its end with whatever it is given, its own death too.
      mustLive();
      report(outcome);
    } catch (CommandFailedException e) {
      mustLive();
      String why = FirstLine.said(e);
      history.record(this, "stops", why);
      if (e.exitCode() == ExitCode.NOT_KNOWN || e.exitCode() == ExitCode.OTHER_RUN) {
        falseAlarm(why);
      }
    } catch (NotAppendedException e) {
      mustLive();
      String why = FirstLine.said(e);
      history.record(this, "stops", why);
      falseAlarm(why);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }

  private IngestionRun ingestionRun() {
    return new IngestionRun(
        tracker,
        runId,
        history.profile().keep(),
        new RunPlanning(
            TestPlans.INGESTION,
            tracker,
            history.author(),
            history.world().clock(),
            history.random(),
            new ModelPlans(history, this, store, layout, tracker)),
        new ModelJobs(history, this, layout, tracker),
        new Stages(history.world().clock()),
        new Reported());
  }

  /** Looks by itself, in no step of the process. */
  private void noteWhatStands() throws IOException {
    Tracker look = history.tracker(this, history.world().files(), layout);
    Optional<StoredEntry> head = look.ledger().head();
    seen = head.map(StoredEntry::version).orElse(0L);
    if (head.isPresent()
        && look.publishedMarks().checksum(head.get().version()).isEmpty()
        && !head.get().entry().files().isEmpty()) {
      history.count(Occurrence.RECOVERED);
    }
  }

  /** The head that stood when it began. */
  long seen() {
    return seen;
  }

  /** Its job has ended, and its version is free: if the run lands now, the client commits it. */
  void mayCommit() {
    mayCommit = true;
  }

  /** Hears what the run does. */
  private final class Reported implements RunEvents {
    @Override
    public void planned(Planned outcome) {
      if (isMain()) {
        history.world().planned(outcome.plan());
      }
      if (outcome.plan().tasks().isEmpty()) {
        history.count(Occurrence.NOTHING_TO_READ);
      }
    }

    @Override
    public void submitted(String jobId) {
      history.record(SimulatedClient.this, "has submitted", jobId);
    }

    @Override
    public void attached(Plan plan, String jobId) {
      history.count(Occurrence.ATTACHED);
      history.record(SimulatedClient.this, "attaches to", jobId);
      outcomeOf = plan.runId();
    }

    @Override
    public void jobEnded(String why) {}

    @Override
    public void remark(String remark) {
      history.record(SimulatedClient.this, "remarks", remark);
    }
  }

  private void report(RunOutcome outcome) {
    if (!isMain()) {
      return;
    }
    history.ended(this, outcomeOf, outcome);
    if (outcome instanceof Landed landed) {
      if (mayCommit) {
        history.count(Occurrence.CLIENT_COMMITTED);
      }
      history.count(landed.left().isEmpty() ? Occurrence.LANDED : Occurrence.LANDED_IN_PART);
      landed.left().stream()
          .filter(left -> left.why().contains("two lives of the log"))
          .forEach(left -> history.count(Occurrence.CUT_DROPPED));
    } else if (outcome instanceof CommittedNothing) {
      history.count(Occurrence.COMMITTED_NOTHING);
    } else if (outcome instanceof AnotherWon) {
      history.count(Occurrence.ANOTHER_WON);
    } else if (outcome instanceof NotPublished not) {
      history.count(Occurrence.NOT_PUBLISHED);
      falseAlarm(not.why());
    } else if (outcome instanceof NotKnown not) {
      history.count(Occurrence.NOT_KNOWN);
      falseAlarm(not.why());
    }
  }
}
