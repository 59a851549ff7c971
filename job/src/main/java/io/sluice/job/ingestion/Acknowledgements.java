package io.sluice.job.ingestion;

import io.sluice.tracker.entry.UpkeepEntry;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The losses that operators acknowledged and the ranges that they released, from the ledger of
 * upkeep.
 */
public final class Acknowledgements {
  private Acknowledgements() {}

  /** Ids of acknowledged losses. */
  public static Set<String> losses(Ledger upkeep) throws IOException {
    Set<String> ids = new HashSet<>();
    for (long version : upkeep.versions()) {
      Optional<StoredEntry> stored = upkeep.entry(version);
      if (stored.isPresent() && stored.get().entry() instanceof UpkeepEntry.Acknowledge seen) {
        ids.addAll(seen.losses());
      }
    }
    return ids;
  }

  /** Ranges whose bad records were let through, in the order in which they were released. */
  public static List<UpkeepEntry.Release> releases(Ledger upkeep) throws IOException {
    List<UpkeepEntry.Release> releases = new ArrayList<>();
    for (long version : upkeep.versions()) {
      Optional<StoredEntry> stored = upkeep.entry(version);
      if (stored.isPresent() && stored.get().entry() instanceof UpkeepEntry.Release release) {
        releases.add(release);
      }
    }
    return releases;
  }
}
