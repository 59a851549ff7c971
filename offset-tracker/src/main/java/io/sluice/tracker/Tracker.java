package io.sluice.tracker;

import io.sluice.tracker.commit.AttemptEnd;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.commit.OrphanCollector;
import io.sluice.tracker.commit.Publisher;
import io.sluice.tracker.commit.Recovery;
import io.sluice.tracker.commit.RunCommit;
import io.sluice.tracker.commit.RunEnd;
import io.sluice.tracker.commit.RunFencing;
import io.sluice.tracker.ledger.AfterMarks;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.lock.Lock;
import io.sluice.tracker.maintenance.Acceptance;
import io.sluice.tracker.maintenance.MissingFiles;
import io.sluice.tracker.retention.Digests;
import io.sluice.tracker.retention.LedgerRetention;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Runs;
import io.sluice.tracker.run.Schemas;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.state.LedgerIdentity;
import io.sluice.tracker.state.SetBackCheck;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.verify.ShallowVerify;
import java.util.random.RandomGenerator;

/** Connects the parts for one ingestion. */
public final class Tracker {
  private final Store store;
  private final Ledger ledger;
  private final Ledger maintenance;
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
  private final OrphanCollector orphanCollector;
  private final RunFencing runFencing;
  private final LedgerRetention retention;
  private final MissingFiles missingFiles;
  private final ShallowVerify shallowVerify;
  private final Acceptance acceptance;

  /**
   * Connects the parts; reads nothing yet.
   *
   * @param retryPolicy time limit of retries if the store does not answer, {@code commit.timeout}
   * @param renameThreads that publish files
   * @param random for the names of operations
   * @param own directories, within which files may be moved and deleted
   */
  public Tracker(
      String ingestion,
      Store store,
      Layout layout,
      Author author,
      RetryPolicy retryPolicy,
      FileThreads renameThreads,
      RandomGenerator random,
      OwnDirectories own) {
    this.store = store;
    ledger = new Ledger(store, layout, ingestion, retryPolicy);
    maintenance = new Ledger(store, layout.maintenance(), ingestion, retryPolicy);
    marks = new PublishedMarks(store, layout);
    afterMarks = new AfterMarks(store, layout);
    setBackCheck = new SetBackCheck(store, layout, ledger);
    identity = new LedgerIdentity(store, layout, random);
    runs = new Runs(store, layout, ingestion);
    schemas = new Schemas(store, layout);
    lock = new Lock(store, layout);
    publisher = new Publisher(store, ledger, marks, retryPolicy, renameThreads, own);
    recovery = new Recovery(ledger, publisher);
    runCommit = new RunCommit(store, ledger, runs, author, publisher, retryPolicy, own);
    runEnd = new RunEnd(store, ledger, runs, author, publisher, retryPolicy, own);
    orphanCollector = new OrphanCollector(store, layout, ledger, marks, runs, own);
    runFencing = new RunFencing(store, layout, ledger, runs, author, recovery, random);
    retention = new LedgerRetention(store, layout, ledger, maintenance, marks);
    missingFiles = new MissingFiles(store, ledger, maintenance, marks, author, retryPolicy, own);
    shallowVerify =
        new ShallowVerify(
            store, ledger, maintenance, marks, setBackCheck, new Digests(store, layout));
    acceptance = new Acceptance(shallowVerify, ledger, maintenance, author);
  }

  /** For one task attempt. */
  public AttemptEnd attemptEnd() {
    return new AttemptEnd(store, runs);
  }

  /** The ledger of offsets. */
  public Ledger ledger() {
    return ledger;
  }

  /** The maintenance ledger. */
  public Ledger maintenance() {
    return maintenance;
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

  public OrphanCollector orphanCollector() {
    return orphanCollector;
  }

  public RunFencing runFencing() {
    return runFencing;
  }

  public LedgerRetention retention() {
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
