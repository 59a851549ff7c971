package io.sluice.job.ingestion;

import io.sluice.job.config.CommitOptions;
import io.sluice.job.config.ExecutionMode;
import io.sluice.job.config.Ingestion;
import io.sluice.job.config.IngestionPaths;
import io.sluice.job.planning.landing.MarkedDirectories;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.Stores;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * An ingestion with its places found and its store open.
 *
 * @param hadoop configuration of the file system
 */
public record OpenIngestion(
    Ingestion ingestion,
    Configuration hadoop,
    ExecutionMode where,
    Clock clock,
    IngestionPaths places,
    StagingStore store,
    Layout layout,
    Author author,
    Tracker tracker) {

  /**
   * Opens it. Reads nothing of its state yet.
   *
   * @throws IOException if the file system does not answer, or is of a kind that is not served
   */
  public static OpenIngestion open(
      Ingestion ingestion, Configuration hadoop, ExecutionMode where, Clock clock)
      throws IOException {
    IngestionPaths places = IngestionPaths.of(ingestion.options(), hadoop, where);
    StagingStore store =
        Stores.open(
            places.fileSystem(), hadoop, places.stateDir(), ingestion.commit().durability());
    Author author =
        new Author(
            clock,
            "sluice " + ProductVersion.current(),
            UserGroupInformation.getCurrentUser().getShortUserName());
    return on(ingestion, hadoop, where, clock, places, store, author);
  }

  /** An ingestion on a store that is open. */
  public static OpenIngestion on(
      Ingestion ingestion,
      Configuration hadoop,
      ExecutionMode where,
      Clock clock,
      IngestionPaths places,
      StagingStore store,
      Author author) {
    CommitOptions commit = ingestion.commit();
    Layout layout = new Layout(places.stateDir());
    Tracker tracker =
        new Tracker(
            ingestion.name(),
            store,
            layout,
            author,
            RetryPolicy.of(clock, commit.timeout()),
            FileThreads.of(commit.renameThreads()),
            new SecureRandom(),
            new MarkedDirectories(store, ingestion.name(), places.landing()));
    return new OpenIngestion(
        ingestion, hadoop, where, clock, places, store, layout, author, tracker);
  }

  public String name() {
    return ingestion.name();
  }

  /** A fresh name for a run, or for what an operator does. */
  public String freshId() {
    return RunId.fresh(clock, new SecureRandom());
  }

  /**
   * The message of a ledger that is older than the rest of its state directory, at which a run
   * stops; empty if it is not.
   */
  public Optional<String> setBack() throws IOException {
    try {
      tracker.setBackCheck().check();
      return Optional.empty();
    } catch (LedgerSetBackException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
