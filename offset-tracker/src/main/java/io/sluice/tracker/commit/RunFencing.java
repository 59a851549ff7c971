package io.sluice.tracker.commit;

import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.lock.FileSystemClock;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.run.Runs;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Fences off old runs on the head. If nothing lands for days, all failed runs have the same base,
 * and the collector must not delete their staged files before that.
 */
public final class RunFencing {
  private static final Log LOG = Log.of(RunFencing.class);
  private static final Duration OLD = Duration.ofDays(1);

  private final Store store;
  private final Layout layout;
  private final Ledger ledger;
  private final Runs runs;
  private final Author author;
  private final Recovery recovery;
  private final RandomGenerator random;

  public RunFencing(
      Store store,
      Layout layout,
      Ledger ledger,
      Runs runs,
      Author author,
      Recovery recovery,
      RandomGenerator random) {
    this.store = store;
    this.layout = layout;
    this.ledger = ledger;
    this.runs = runs;
    this.author = author;
    this.recovery = recovery;
    this.random = random;
  }

  /**
   * Puts a fence after {@code head} if a run that is a day old has it as its base. Must be called
   * by a run that holds the lock, before it plans.
   *
   * @param head published
   * @return the head to plan on
   */
  public Optional<StoredEntry> fence(Optional<StoredEntry> head) throws IOException {
    Optional<Plan> old = oldRun(head.map(StoredEntry::version).orElse(0L));
    if (old.isEmpty()) {
      return head;
    }
    OffsetState state = head.map(entry -> entry.offsets().state()).orElse(OffsetState.EMPTY);
    AppendAnswer answer =
        ledger.append(
            new Fence(
                header(old.get(), head),
                CommitDecision.fenced(state, runs.plansOn(old.get().base())),
                old.get().runId(),
                "left behind"));
    LOG.info(
        "Fenced off a run that was left behind, run={} version={} answer={}",
        old.get().runId(),
        old.get().base() + 1,
        answer.getClass().getSimpleName());
    if (answer instanceof AppendAnswer.Unknown unknown) {
      throw new IOException(unknown.why());
    }
    return recovery.recover();
  }

  private EntryHeader header(Plan old, Optional<StoredEntry> head) {
    // The fence has its own name, so that it is never taken for the entry of the old run.
    String act = RunId.fresh(author.clock(), random);
    return head.map(entry -> author.headerAfter(entry, act))
        .orElseGet(() -> author.firstHeader(old, act));
  }

  private Optional<Plan> oldRun(long base) throws IOException {
    FileSystemClock clock = new FileSystemClock(store, layout);
    for (String runId : runs.runIds(base)) {
      for (Store.Item plan : store.list(layout.plan(base, runId))) {
        if (clock.age(plan).compareTo(OLD) >= 0) {
          return runs.plan(base, runId);
        }
      }
    }
    return Optional.empty();
  }
}
