package io.sluice.tracker.commit;

import static io.sluice.tracker.commit.TestPlans.piece;
import static io.sluice.tracker.commit.TestPlans.planned;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.Store.Put;
import io.sluice.tracker.store.UnreliableStore.Death;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run from its beginning to its end: client, tasks, Application Master and client again, one
 * after the other. Each part can also be had alone.
 */
public final class FreshRun {
  /** Processes that die when a store call dies. */
  public enum Dying {
    /** Machine room without power: all of the run. */
    ALL,
    /** One process; MapReduce starts a task or an Application Master again, nobody a client. */
    ONE_PROCESS
  }

  private static final int ATTEMPTS = 4;

  private final World world;
  private final StagingStore store;
  private final Dying dying;
  private final Tracker tracker;

  public FreshRun(World world, StagingStore store, Dying dying) {
    this.world = world;
    this.store = store;
    this.dying = dying;
    this.tracker = world.tracker(store);
  }

  /** Does all of it; throws what made the client stop. */
  public RunOutcome run() throws IOException {
    RunOutcome outcome = work(plan());
    tracker.orphanCollector().collect();
    return outcome;
  }

  /** All behind the plan; where there is no work there is no job. */
  public RunOutcome work(Plan plan) {
    if (plan.tasks().isEmpty()) {
      return end(plan, JobEnd.NEVER_STARTED);
    }
    map(plan);
    applicationMaster(plan);
    return end(plan, JobEnd.ENDED);
  }

  /** The client plans on the head. */
  public Plan plan() throws IOException {
    Optional<StoredEntry> head = tracker.recovery().recover();
    Plan plan;
    do {
      plan = plan(head, "20261121T110333Z-run%03d".formatted(world.plans.size()));
      world.planned(plan);
    } while (tracker.runs().putPlan(plan) == Put.TAKEN);
    return plan;
  }

  /** The same under a name that nobody else has. */
  public Plan plan(String runId) throws IOException {
    Plan plan = plan(tracker.recovery().recover(), runId);
    world.planned(plan);
    if (tracker.runs().putPlan(plan) == Put.TAKEN) {
      throw new IOException("Cannot put the plan of " + runId + ": it is there. Use another name.");
    }
    return plan;
  }

  /** A plan on that head, of all that the log has behind it. */
  public Plan plan(Optional<StoredEntry> head, String runId) {
    OffsetState state = head.map(entry -> entry.offsets().state()).orElse(OffsetState.EMPTY);
    TestPlans plans =
        new TestPlans(
            runId,
            head.map(StoredEntry::version).orElse(0L),
            head.map(StoredEntry::checksum).orElse(""));
    List<Piece> whole = new ArrayList<>();
    for (Map.Entry<KafkaPartition, Long> log : world.log.entrySet()) {
      String topic = log.getKey().topic();
      int number = log.getKey().number();
      long end = log.getValue();
      long start =
          state
              .topic(topic)
              .flatMap(known -> known.kafkaPartition(number))
              .map(KafkaPartitionState::after)
              .orElse(0L);
      plans.range(topic, planned(number, start, end, end));
      if (topic.equals("orders") && number == 0 && end - start > 1) {
        long cut = (start + end) / 2;
        plans.task(piece(topic, number, start, cut, 0));
        plans.task(piece(topic, number, cut, end, 0));
      } else if (start < end) {
        whole.add(piece(topic, number, start, end, topic.equals("orders") ? 1 : 2));
      }
    }
    return whole.isEmpty() ? plans.plan() : plans.task(whole.toArray(Piece[]::new)).plan();
  }

  /** All tasks; an attempt that fails or dies is followed by another. */
  public void map(Plan plan) {
    for (int task = 0; task < plan.tasks().size(); task++) {
      boolean done = false;
      for (int attempt = 0; attempt < ATTEMPTS && !done; attempt++) {
        done = attempt(plan, task, attempt);
      }
    }
  }

  private boolean attempt(Plan plan, int task, int attempt) {
    try {
      attempt(new TestTask(plan, task, Integer.toString(attempt)));
      return true;
    } catch (IOException e) {
      return false;
    } catch (Death e) {
      return survived(e);
    }
  }

  /** One attempt, which may say that it did not do all. */
  public void attempt(TestTask task) throws IOException {
    AttemptEnd end = tracker.attemptEnd();
    try {
      end.put(task.stage(store));
    } catch (IOException e) {
      end.discardAfter(e, task.stagedDirectories());
      throw e;
    }
  }

  private boolean survived(Death death) {
    if (dying == Dying.ALL) {
      throw death;
    }
    return false;
  }

  /** The Application Master; one that died is started again once. */
  public void applicationMaster(Plan plan) {
    try {
      tracker.runCommit().commit(plan);
    } catch (Death e) {
      if (!survived(e)) {
        applicationMaster(plan);
      }
    }
  }

  /** The client has the last word. */
  public RunOutcome end(Plan plan, JobEnd jobEnd) {
    RunOutcome outcome = tracker.runEnd().end(plan, jobEnd);
    world.ended(plan.runId(), outcome);
    return outcome;
  }
}
