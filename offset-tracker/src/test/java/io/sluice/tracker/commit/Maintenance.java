package io.sluice.tracker.commit;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Replay;
import io.sluice.tracker.entry.MaintenanceEntry.Rewrite;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.StoredEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The landed files according to the maintenance ledger. Once an entry is published, its files
 * replace those that it names as removed.
 */
final class Maintenance {
  private final Set<String> replaced = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> notYet = new HashSet<>();
  private final List<String> added = new ArrayList<>();

  private Maintenance() {}

  static Maintenance of(World world) {
    Maintenance maintenance = new Maintenance();
    for (StoredEntry entry : world.maintenance().entries()) {
      maintenance.take(entry, world.maintenance().isPublished(entry));
    }
    return maintenance;
  }

  private void take(StoredEntry entry, boolean published) {
    List<String> paths = entry.entry().files().stream().map(StagedFile::path).toList();
    List<String> removed =
        entry.entry() instanceof Rewrite rewrite
            ? rewrite.removed()
            : entry.entry() instanceof Replay replay ? replay.sources() : List.of();
    if (!published) {
      notYet.addAll(paths);
      return;
    }
    added.addAll(paths);
    replaced.addAll(removed);
    if (paths.isEmpty()) {
      taken.addAll(removed);
    }
    if (entry.entry() instanceof Acknowledge acknowledge) {
      acknowledge.changes().stream()
          .filter(change -> change.lengthFound() < 0)
          .forEach(change -> taken.add(change.path()));
    }
  }

  /** Whether a landed file may be gone. */
  boolean isGone(StagedFile file) {
    return replaced.contains(file.path()) || isTaken(file);
  }

  /** Whether its records are gone on purpose. */
  boolean isTaken(StagedFile file) {
    return taken.contains(file.path());
  }

  /** Whether readers are not to count it, since another file stands for it. */
  boolean hides(String path) {
    return replaced.contains(path) || notYet.contains(path);
  }

  boolean isTaken(String path) {
    return taken.contains(path);
  }

  /** Files of its published entries. */
  List<String> added() {
    return added;
  }
}
