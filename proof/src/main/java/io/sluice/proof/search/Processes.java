package io.sluice.proof.search;

import io.sluice.proof.replay.Program;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.AttemptEnd;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.commit.TestTask;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.store.ManualClock;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.Store.Put;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The programs of a run's processes, by the real classes. They do not retry on their own: a retry
 * repeats earlier calls, and one error is enough to leave the outcome in doubt.
 */
final class Processes {
  private final Map<KafkaPartition, Long> log;

  Processes(Map<KafkaPartition, Long> log) {
    this.log = Map.copyOf(log);
  }

  /**
   * The protocol classes of one process.
   *
   * @param number of the process, by which its clock is ahead: no two write the same
   */
  private static Tracker tracker(StagingStore store, int number) {
    ManualClock clock = new ManualClock();
    clock.pass(Duration.ofMillis(number));
    return new Tracker(
        TestPlans.INGESTION,
        store,
        new Layout("/state"),
        new Author(clock, "process " + number, "me"),
        new RetryPolicy(clock, Duration.ZERO, clock),
        FileThreads.of(1),
        new Random(number),
        TestPlans.DIRECTORIES);
  }

  private Plan plan(Optional<StoredEntry> head, String runId, StagingStore store) {
    return new FreshRun(World.of(log), store, Dying.ALL).plan(head, runId);
  }

  /** From the first look at the ledger to the last word. */
  Program client(String runId, int number, JobEnd jobEnd) {
    return (store, said) -> {
      Tracker tracker = tracker(store, number);
      Plan plan = plan(tracker.recovery().recover(), runId, store);
      said.planned(plan);
      if (plan.tasks().isEmpty()) {
        said.ended(runId, tracker.runCommit().commit(plan));
        return;
      }
      if (tracker.runs().putPlan(plan) == Put.TAKEN) {
        return;
      }
      said.submitted(plan);
      said.ended(runId, tracker.runEnd().end(plan, jobEnd));
      tracker.orphanCollector().collect();
    };
  }

  Program master(Plan plan, int number) {
    return (store, said) -> tracker(store, number).runCommit().commit(plan);
  }

  Program attempt(Plan plan, int task, int attempt) {
    return (store, said) -> {
      AttemptEnd end = tracker(store, 0).attemptEnd();
      TestTask work = new TestTask(plan, task, Integer.toString(attempt));
      try {
        end.put(work.stage(store));
      } catch (IOException e) {
        end.discardAfter(e, work.stagedDirectories());
        throw e;
      }
    };
  }

  /** A person appends to the ledger. */
  Program operator(int number) {
    return (store, said) -> {
      Tracker tracker = tracker(store, number);
      Optional<StoredEntry> head = tracker.recovery().recover();
      if (head.isPresent()) {
        reset(tracker, head.get(), number);
      }
    };
  }

  private static void reset(Tracker tracker, StoredEntry head, int number) throws IOException {
    Author author = new Author(new ManualClock(), "operator " + number, "me");
    tracker
        .ledger()
        .append(
            new OffsetEntry.Reset(
                author.headerAfter(head, "act" + number),
                head.offsets().state().carried(),
                "to see what happens"));
  }

  /** Takes away landed files of a published entry, and says so in the maintenance ledger. */
  Program retention(int number) {
    return (store, said) -> {
      Tracker tracker = tracker(store, number);
      Optional<StoredEntry> head = tracker.recovery().recover();
      if (head.isEmpty() || tracker.maintenance().head().isPresent()) {
        return;
      }
      EntryHeader known = head.get().entry().header();
      EntryHeader header =
          new EntryHeader(
              known.ingestion(),
              known.ledgerId(),
              1,
              "retention" + number,
              known.writtenAt(),
              known.writtenBy(),
              known.user(),
              known.clusterId(),
              known.fileSystem(),
              "");
      List<String> paths = head.get().entry().files().stream().map(StagedFile::path).toList();
      tracker.maintenance().append(new MaintenanceEntry.Rewrite(header, "old", paths, List.of()));
      for (String path : paths) {
        store.delete(path);
      }
    };
  }

  Program orphanCollector(int number) {
    return (store, said) -> tracker(store, number).orphanCollector().collect();
  }
}
