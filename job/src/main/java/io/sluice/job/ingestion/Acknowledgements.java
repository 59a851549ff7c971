package io.sluice.job.ingestion;

import io.sluice.tracker.entry.MaintenanceEntry;
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
 * maintenance.
 *
 * @param losses IDs of acknowledged losses
 * @param releases ranges whose bad records were let through, in the order of their release
 */
public record Acknowledgements(Set<String> losses, List<MaintenanceEntry.Release> releases) {
  public Acknowledgements {
    losses = Set.copyOf(losses);
    releases = List.copyOf(releases);
  }

  /** Reads all entries of the maintenance ledger, each once. */
  public static Acknowledgements read(Ledger maintenance) throws IOException {
    Set<String> losses = new HashSet<>();
    List<MaintenanceEntry.Release> releases = new ArrayList<>();
    for (long version : maintenance.versions()) {
      Optional<StoredEntry> stored = maintenance.entry(version);
      if (stored.isEmpty()) {
        continue;
      }
      if (stored.get().entry() instanceof MaintenanceEntry.Acknowledge seen) {
        losses.addAll(seen.losses());
      } else if (stored.get().entry() instanceof MaintenanceEntry.Release release) {
        releases.add(release);
      }
    }
    return new Acknowledgements(losses, releases);
  }
}
