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
 *
 * @param losses IDs of acknowledged losses
 * @param releases ranges whose bad records were let through, in the order of their release
 */
public record Acknowledgements(Set<String> losses, List<UpkeepEntry.Release> releases) {
  public Acknowledgements {
    losses = Set.copyOf(losses);
    releases = List.copyOf(releases);
  }

  /** Reads all entries of the ledger of upkeep, each once. */
  public static Acknowledgements read(Ledger upkeep) throws IOException {
    Set<String> losses = new HashSet<>();
    List<UpkeepEntry.Release> releases = new ArrayList<>();
    for (long version : upkeep.versions()) {
      Optional<StoredEntry> stored = upkeep.entry(version);
      if (stored.isEmpty()) {
        continue;
      }
      if (stored.get().entry() instanceof UpkeepEntry.Acknowledge seen) {
        losses.addAll(seen.losses());
      } else if (stored.get().entry() instanceof UpkeepEntry.Release release) {
        releases.add(release);
      }
    }
    return new Acknowledgements(losses, releases);
  }
}
