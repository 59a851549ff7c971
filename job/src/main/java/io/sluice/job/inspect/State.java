package io.sluice.job.inspect;

import io.sluice.job.config.Places;
import io.sluice.job.ingestion.ProductVersion;
import io.sluice.job.verb.Invocation;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.store.Patience;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Stores;
import java.io.IOException;
import java.security.SecureRandom;
import org.apache.hadoop.security.UserGroupInformation;

/** An ingestion's state directory, open for looking, and for a person's word. */
record State(Store store, Layout layout, String ingestion, Patience patience, Author author) {

  private static final int RENAME_THREADS = 4;

  static State of(Invocation invocation) throws IOException {
    Places places =
        Places.of(invocation.ingestion().options(), invocation.hadoop(), invocation.where());
    return new State(
        Stores.open(
            places.fileSystem(),
            invocation.hadoop(),
            places.stateDir(),
            invocation.ingestion().commit().durability()),
        new Layout(places.stateDir()),
        invocation.ingestion().name(),
        Patience.of(invocation.clock(), invocation.ingestion().commit().timeout()),
        new Author(
            invocation.clock(),
            "sluice " + ProductVersion.current(),
            UserGroupInformation.getCurrentUser().getShortUserName()));
  }

  /** The same of the ledger of upkeep. */
  State upkeep() {
    return new State(store, layout.upkeep(), ingestion, patience, author);
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
        ingestion, store, layout, author, patience, RENAME_THREADS, new SecureRandom());
  }

  /** A name for what a person does. */
  String act() {
    return RunId.fresh(author.clock(), new SecureRandom());
  }
}
