package io.sluice.proof.simulation;

import io.sluice.job.ingestion.Acknowledgements;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.planning.PlanBase;
import io.sluice.job.planning.PlanOutcome;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.PlanOutcome.ResetFirst;
import io.sluice.job.planning.Planner;
import io.sluice.proof.simulation.baton.Actor;
import io.sluice.proof.simulation.log.ModelFacts;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.commit.RunOutcome.AnotherWon;
import io.sluice.tracker.commit.RunOutcome.CommittedNothing;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.commit.RunOutcome.NotKnown;
import io.sluice.tracker.commit.RunOutcome.NotPublished;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.lock.LockAnswer;
import io.sluice.tracker.lock.LockHolder;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One run of the client, in the order of the job's {@code IngestionRun}. */
final class Client extends Actor {
  private static final Duration STALE = Duration.ofMinutes(2);

  private final History history;
  private final StagingStore store;
  private final Tracker tracker;
  private final Layout layout;
  private final String runId;

  Client(History history, String name, Layout layout) {
    super(name);
    this.history = history;
    this.layout = layout;
    this.store = history.store(this);
    this.tracker = history.tracker(this, store, layout);
    this.runId = RunId.fresh(history.world().clock(), history.random());
  }

  @Override
  protected void run() {
    try {
      if (history.chance(history.profile().lockers())) {
        underLock();
      } else {
        history.count(Thing.RUN_WITHOUT_LOCK);
        go();
      }
    } catch (IOException e) {
      history.count(Thing.CLIENT_STOPPED);
      history.tell(this, "stops", e);
      falseAlarm(e.toString());
    }
  }

  /** Nobody deletes what is staged and counts, so nobody may say that it is gone. */
  private void falseAlarm(String message) {
    history.stopped(this, message);
    if (history.nature().isAlone() && !history.world().isRestored()) {
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
        && (held.age().compareTo(STALE) > 0 || history.nature().isAlone())) {
      history.count(Thing.LOCK_TAKEN_OVER);
      answer = tracker.lock().takeOver(held.holder(), me);
    }
    if (answer instanceof LockAnswer.HeldBy) {
      history.count(Thing.LOCK_LEFT);
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
    Optional<StoredEntry> published = recover();
    collect();
    Optional<StoredEntry> head = tracker.oldRuns().fence(published);
    if (!head.equals(published)) {
      history.count(Thing.OLD_RUN_FENCED);
    }
    Optional<Plan> plan = plan(head);
    if (plan.isPresent()) {
      tell(plan.get(), commit(plan.get()));
      collect();
      retain();
    }
  }

  private Optional<StoredEntry> recover() throws IOException {
    tracker.setBackCheck().check();
    Optional<StoredEntry> head = tracker.ledger().head();
    if (head.isPresent() && !tracker.publishedMarks().isPublished(head.get())) {
      history.count(Thing.RECOVERED);
    }
    return tracker.recovery().recover();
  }

  private void collect() throws IOException {
    try {
      if (tracker.collector().collect().bases() > 0) {
        history.count(Thing.COLLECTED);
      }
    } catch (IOException e) {
      history.tell(this, "cannot collect", e); // the next run tries again
    }
  }

  /** As the job does it, with a number of entries that people would not choose. */
  private void retain() {
    try {
      if (tracker.retention().retain(history.profile().keep()) > 0) {
        history.count(Thing.LEDGER_RETAINED);
      }
    } catch (IOException e) {
      history.tell(this, "cannot let old entries go", e); // the next run tries again
    }
  }

  /** Empty if this run has nothing to do or may do nothing. */
  private Optional<Plan> plan(Optional<StoredEntry> head) throws IOException {
    PlanOutcome outcome = outcome(head);
    if (outcome instanceof ResetFirst reset) {
      outcome = outcome(Optional.of(append(reset, head.orElseThrow())));
    }
    return outcome instanceof Planned planned ? Optional.of(planned.plan()) : Optional.empty();
  }

  private PlanOutcome outcome(Optional<StoredEntry> head) throws IOException {
    try (KafkaFacts facts =
        new ModelFacts(
            history.kafka(),
            history.metadata(head.map(each -> each.offsets().state()).orElse(OffsetState.EMPTY)),
            () -> history.pass(this))) {
      return new Planner(
              facts,
              new SameSchema(),
              new ModelDirectories(store, layout, tracker.ledger()::runId),
              history.world().clock())
          .plan(
              Requests.of(
                  history.profile(),
                  patterns(),
                  runId,
                  tracker.identity().claim(head),
                  Acknowledgements.read(tracker.upkeep()).losses()),
              head.map(PlanBase::of).orElse(PlanBase.EMPTY));
    }
  }

  /** A person leaves a topic out for some runs. */
  private TopicPatterns patterns() {
    if (!history.nature().isCalm() && history.chance(history.profile().reconfigured())) {
      history.count(Thing.RECONFIGURED);
      return Requests.FEWER;
    }
    return Requests.ALL;
  }

  private StoredEntry append(ResetFirst reset, StoredEntry head) throws IOException {
    String act = RunId.fresh(history.world().clock(), history.random());
    AppendAnswer answer =
        tracker
            .ledger()
            .append(
                new Reset(history.author().headerAfter(head, act), reset.state(), reset.reason()));
    if (answer instanceof AppendAnswer.Committed committed) {
      history.count(Thing.TOPIC_RESTARTED);
      return committed.entry();
    }
    throw new IOException("the reset was overtaken: " + answer.getClass().getSimpleName());
  }

  private RunOutcome commit(Plan plan) throws IOException {
    if (isMain()) {
      history.world().planned(plan);
    }
    if (plan.tasks().isEmpty()) {
      history.count(Thing.NOTHING_TO_READ);
      return tracker.runCommit().commit(plan);
    }
    if (tracker.runs().putPlan(plan) == Store.Put.TAKEN) {
      // Its own first put, whose answer was lost, cannot be distinguished from another's.
      throw new IOException("run id " + runId + " is taken");
    }
    JobEnd end = map(plan);
    boolean committed = tracker.ledger().headVersion() > plan.base();
    RunOutcome outcome = tracker.runEnd().end(plan, end);
    if (!committed && outcome instanceof Landed) {
      history.count(Thing.CLIENT_COMMITTED);
    }
    return outcome;
  }

  private JobEnd map(Plan plan) {
    Job job = new Job(history, name(), layout, plan);
    job.startMaster();
    long step = history.baton().step();
    long lost = history.nature().isCalm() || history.chance(0.85) ? Long.MAX_VALUE : step + 30;
    history.baton().await(this, () -> job.isOver() || history.baton().step() > lost);
    if (job.isOver()) {
      return JobEnd.ENDED;
    }
    if (history.random().nextBoolean()) {
      history.count(Thing.KILLED_ON_PURPOSE);
      history.tell(this, "kills its job", "");
      job.kill();
      return JobEnd.KILLED_ON_PURPOSE;
    }
    history.count(Thing.CONTACT_LOST);
    return JobEnd.ENDED;
  }

  private void tell(Plan plan, RunOutcome outcome) {
    if (!isMain()) {
      return;
    }
    history.told(this, plan.runId(), outcome);
    if (outcome instanceof Landed landed) {
      history.count(landed.left().isEmpty() ? Thing.LANDED : Thing.LANDED_IN_PART);
      landed.left().stream()
          .filter(left -> left.why().contains("two lives of the log"))
          .forEach(left -> history.count(Thing.CUT_DROPPED));
    } else if (outcome instanceof CommittedNothing) {
      history.count(Thing.COMMITTED_NOTHING);
    } else if (outcome instanceof AnotherWon) {
      history.count(Thing.ANOTHER_WON);
    } else if (outcome instanceof NotPublished not) {
      history.count(Thing.NOT_PUBLISHED);
      falseAlarm(not.why());
    } else if (outcome instanceof NotKnown not) {
      history.count(Thing.NOT_KNOWN);
      falseAlarm(not.why());
    }
  }
}
