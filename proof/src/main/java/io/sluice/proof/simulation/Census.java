package io.sluice.proof.simulation;

import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.store.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Counts what the ledger of a history says when it is over. */
final class Census {
  private final Figures figures;
  private final Set<String> seen = new HashSet<>();

  Census(Figures figures) {
    this.figures = figures;
  }

  void count(World world) throws IOException {
    Ledger ledger =
        new Ledger(
            world.files(),
            world.layout(),
            TestPlans.INGESTION,
            Patience.of(world.clock(), Duration.ZERO));
    for (long version : ledger.versions()) {
      ledger.entry(version).map(StoredEntry::offsets).ifPresent(this::count);
    }
  }

  private void count(OffsetEntry entry) {
    figures.count(Thing.ENTRY);
    if (entry instanceof Fence) {
      figures.count(Thing.FENCE_STANDS);
    }
    for (Held held : entry.state().held()) {
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
                figures.count(Thing.LOST_GAP);
              }
            });
  }

  private void count(Held.Cause cause) {
    switch (cause) {
      case TRUNCATED -> figures.count(Thing.HELD_TRUNCATED);
      case BEYOND_END -> figures.count(Thing.HELD_BEYOND_END);
      case DATA_LOSS -> figures.count(Thing.HELD_DATA_LOSS);
      case RECREATED -> figures.count(Thing.HELD_RECREATED);
      case DIRECTORY -> figures.count(Thing.HELD_DIRECTORY);
      case ERROR_BUDGET -> figures.count(Thing.HELD_ERROR_BUDGET);
      case SCHEMA, LAYOUT -> figures.count(Thing.HELD_SCHEMA);
      case OWNER -> figures.count(Thing.HELD_OWNER);
      case LEDGER_SET_BACK -> figures.count(Thing.HELD_SET_BACK);
      case CORRUPT, MEMORY, UNKNOWN_SCHEMAS -> {}
    }
  }
}
