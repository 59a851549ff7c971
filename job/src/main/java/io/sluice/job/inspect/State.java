package io.sluice.job.inspect;

import io.sluice.job.config.Places;
import io.sluice.job.verb.Invocation;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Patience;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Stores;
import java.io.IOException;

/** An ingestion's state directory, open for looking. */
record State(Store store, Layout layout, String ingestion, Patience patience) {

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
        Patience.of(invocation.clock(), invocation.ingestion().commit().timeout()));
  }

  /** The same of the ledger of upkeep. */
  State upkeep() {
    return new State(store, layout.upkeep(), ingestion, patience);
  }

  Ledger ledger() {
    return new Ledger(store, layout, ingestion, patience);
  }

  PublishedMarks publishedMarks() {
    return new PublishedMarks(store, layout);
  }
}
