package io.sluice.tracker;

import io.sluice.tracker.commit.AttemptEnd;
import io.sluice.tracker.commit.Collector;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.commit.OldRuns;
import io.sluice.tracker.commit.Publisher;
import io.sluice.tracker.commit.Recovery;
import io.sluice.tracker.commit.RunCommit;
import io.sluice.tracker.commit.RunEnd;
import io.sluice.tracker.ledger.AfterMarks;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.lock.Lock;
import io.sluice.tracker.retention.Digests;
import io.sluice.tracker.retention.Retention;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Runs;
import io.sluice.tracker.run.Schemas;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.state.LedgerIdentity;
import io.sluice.tracker.state.SetBackCheck;
import io.sluice.tracker.store.Patience;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.upkeep.Acceptance;
import io.sluice.tracker.upkeep.MissingFiles;
import io.sluice.tracker.verify.ShallowVerify;
import java.util.random.RandomGenerator;

/** Connects the parts for one ingestion. */
public final class Tracker {
  private final Store store;
  private final Ledger ledger;
  private final Ledger upkeep;
  private final PublishedMarks marks;
  private final AfterMarks afterMarks;
  private final SetBackCheck setBackCheck;
  private final LedgerIdentity identity;
  private final Runs runs;
  private final Schemas schemas;
  private final Lock lock;
  private final Publisher publisher;
  private final Recovery recovery;
  private final RunCommit runCommit;
  private final RunEnd runEnd;
  private final Collector collector;
  private final OldRuns oldRuns;
  private final Retention retention;
  private final MissingFiles missingFiles;
  private final ShallowVerify shallowVerify;
  private final Acceptance acceptance;

  /**
   * Connects the parts; reads nothing yet.
   *
   * @param patience time limit of retries if the store does not answer, {@code commit.timeout}
   * @param renameThreads that publish files
   * @param random for the names of operations
   * @param own directories, within which files may be moved and deleted
   */
  public Tracker(
      String ingestion,
      Store store,
      Layout layout,
      Author author,
      Patience patience,
      FileThreads renameThreads,
      RandomGenerator random,
      OwnDirectories own) {
    this.store = store;
    ledger = new Ledger(store, layout, ingestion, patience);
    upkeep = new Ledger(store, layout.upkeep(), ingestion, patience);
    marks = new PublishedMarks(store, layout);
    afterMarks = new AfterMarks(store, layout);
    setBackCheck = new SetBackCheck(store, layout, ledger);
    identity = new LedgerIdentity(store, layout, random);
    runs = new Runs(store, layout, ingestion);
    schemas = new Schemas(store, layout);
    lock = new Lock(store, layout);
    publisher = new Publisher(store, ledger, marks, patience, renameThreads, own);
    recovery = new Recovery(ledger, publisher);
    runCommit = new RunCommit(store, ledger, runs, author, publisher, patience, own);
    runEnd = new RunEnd(store, ledger, runs, author, publisher, patience, own);
    collector = new Collector(store, layout, ledger, marks, runs, own);
    oldRuns = new OldRuns(store, layout, ledger, runs, author, recovery, random);
    retention = new Retention(store, layout, ledger, upkeep, marks);
    missingFiles = new MissingFiles(store, ledger, upkeep, marks, author, patience, own);
    shallowVerify =
        new ShallowVerify(store, ledger, upkeep, marks, setBackCheck, new Digests(store, layout));
    acceptance = new Acceptance(shallowVerify, ledger, upkeep, author);
  }

  /** For one task attempt. */
  public AttemptEnd attemptEnd() {
    return new AttemptEnd(store, runs);
  }

  /** The ledger of offsets. */
  public Ledger ledger() {
    return ledger;
  }

  /** The ledger of upkeep. */
  public Ledger upkeep() {
    return upkeep;
  }

  public PublishedMarks publishedMarks() {
    return marks;
  }

  public AfterMarks afterMarks() {
    return afterMarks;
  }

  public LedgerIdentity identity() {
    return identity;
  }

  public SetBackCheck setBackCheck() {
    return setBackCheck;
  }

  public Runs runs() {
    return runs;
  }

  public Schemas schemas() {
    return schemas;
  }

  public Lock lock() {
    return lock;
  }

  public Publisher publisher() {
    return publisher;
  }

  public Recovery recovery() {
    return recovery;
  }

  public RunCommit runCommit() {
    return runCommit;
  }

  public RunEnd runEnd() {
    return runEnd;
  }

  public Collector collector() {
    return collector;
  }

  public OldRuns oldRuns() {
    return oldRuns;
  }

  public Retention retention() {
    return retention;
  }

  public MissingFiles missingFiles() {
    return missingFiles;
  }

  public Acceptance acceptance() {
    return acceptance;
  }

  public ShallowVerify shallowVerify() {
    return shallowVerify;
  }
}
