package io.sluice.proof.simulation;

import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.store.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Counts what the ledger of a history says when it is over. */
final class Census {
  private final HistoryFigures figures;
  private final Set<String> seen = new HashSet<>();

  Census(HistoryFigures figures) {
    this.figures = figures;
  }

  void count(World world) throws IOException {
    Ledger ledger =
        new Ledger(
            world.files(),
            world.layout(),
            TestPlans.INGESTION,
            RetryPolicy.of(world.clock(), Duration.ZERO));
    for (long version : ledger.versions()) {
      ledger.entry(version).map(StoredEntry::offsets).ifPresent(this::count);
    }
  }

  private void count(OffsetEntry entry) {
    figures.count(Occurrence.ENTRY);
    if (entry instanceof Fence) {
      figures.count(Occurrence.FENCE_STANDS);
    }
    for (Hold held : entry.state().held()) {
      if (seen.add(held.id() + held.sinceVersion())) {
        count(held.cause());
      }
    }
    entry
        .state()
        .losses()
        .forEach(
            loss -> {
              if (seen.add(loss.id())) {
                figures.count(Occurrence.LOST_GAP);
              }
            });
  }

  private void count(Hold.Cause cause) {
    switch (cause) {
      case TRUNCATED -> figures.count(Occurrence.HELD_TRUNCATED);
      case BEYOND_END -> figures.count(Occurrence.HELD_BEYOND_END);
      case DATA_LOSS -> figures.count(Occurrence.HELD_DATA_LOSS);
      case RECREATED -> figures.count(Occurrence.HELD_RECREATED);
      case DIRECTORY -> figures.count(Occurrence.HELD_DIRECTORY);
      case ERROR_BUDGET -> figures.count(Occurrence.HELD_ERROR_BUDGET);
      case SCHEMA, LAYOUT -> figures.count(Occurrence.HELD_SCHEMA);
      case OWNER -> figures.count(Occurrence.HELD_OWNER);
      case LEDGER_SET_BACK -> figures.count(Occurrence.HELD_SET_BACK);
      case CORRUPT, MEMORY, UNKNOWN_SCHEMAS -> {}
    }
  }
}
