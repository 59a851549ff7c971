package io.sluice.job.run;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.tracker.entry.UpkeepEntry;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What persons have taken note of, as the ledger of upkeep has it. */
final class Acknowledgements {
  private Acknowledgements() {}

  /** Ids of acknowledged losses. */
  static Set<String> losses(OpenIngestion open) throws IOException {
    Set<String> ids = new HashSet<>();
    Ledger upkeep = open.tracker().upkeep();
    for (long version : upkeep.versions()) {
      Optional<StoredEntry> stored = upkeep.entry(version);
      if (stored.isPresent() && stored.get().entry() instanceof UpkeepEntry.Acknowledge seen) {
        ids.addAll(seen.losses());
      }
    }
    return ids;
  }
}
