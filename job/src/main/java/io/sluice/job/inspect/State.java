package io.sluice.job.inspect;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.ingestion.StateAccess;
import io.sluice.job.planning.landing.MarkedDirectories;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Invocation;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.access.StateRights;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.store.Patience;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.security.SecureRandom;

/** An ingestion's state directory, open for looking, and for a person's word. */
record State(
    Store store,
    Layout layout,
    String ingestion,
    Patience patience,
    Author author,
    OwnDirectories own) {

  private static final int RENAME_THREADS = 4;

  static State of(Invocation invocation) throws IOException {
    OpenIngestion open =
        OpenIngestion.open(
            invocation.ingestion(), invocation.hadoop(), invocation.where(), invocation.clock());
    StateAccess.check(
        open, invocation.flags().has("--execute") ? StateRights.Use.WRITE : StateRights.Use.READ);
    return new State(
        open.store(),
        open.layout(),
        open.name(),
        Patience.of(open.clock(), invocation.ingestion().commit().timeout()),
        open.author(),
        new MarkedDirectories(open.store(), open.name(), open.places().landing()));
  }

  /** The same of the ledger of upkeep. */
  State upkeep() {
    return new State(store, layout.upkeep(), ingestion, patience, author, own);
  }

  Ledger ledger() {
    return new Ledger(store, layout, ingestion, patience);
  }

  PublishedMarks publishedMarks() {
    return new PublishedMarks(store, layout);
  }

  /** All parts, for what appends. */
  Tracker tracker() {
    return new Tracker(
        ingestion,
        store,
        layout,
        author,
        patience,
        FileThreads.of(RENAME_THREADS),
        new SecureRandom(),
        own);
  }

  /**
   * Reports a ledger that is older than the rest of its state directory.
   *
   * @return what the answer is worth: not known where it was set back, since a run stops there
   */
  ExitCode setBackOr(ExitCode answer, Console console) throws IOException {
    try {
      tracker().setBackCheck().check();
      return answer;
    } catch (LedgerSetBackException e) {
      console.tell(e.getMessage());
      return ExitCode.NOT_KNOWN;
    }
  }

  /** A name for what a person does. */
  String act() {
    return RunId.fresh(author.clock(), new SecureRandom());
  }
}
