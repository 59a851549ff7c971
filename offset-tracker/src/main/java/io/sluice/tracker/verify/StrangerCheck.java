package io.sluice.tracker.verify;

import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import io.sluice.tracker.verify.Finding.Kind;
import io.sluice.tracker.verify.LandedName.Of;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks through the topics' directories for files with names of ours that no entry names. */
final class StrangerCheck {
  private final Store store;
  private final Ledger ledger;
  private final Ledger upkeep;
  private final Expected expected;
  private final Consumer<Finding> found;

  StrangerCheck(
      Store store, Ledger ledger, Ledger upkeep, Expected expected, Consumer<Finding> found) {
    this.store = store;
    this.ledger = ledger;
    this.upkeep = upkeep;
    this.expected = expected;
    this.found = found;
  }

  void check() throws IOException {
    Set<String> seen = new HashSet<>();
    for (String root : expected.roots()) {
      walk(root, seen);
    }
  }

  private void walk(String directory, Set<String> seen) throws IOException {
    if (!seen.add(directory)) {
      return;
    }
    for (Item item : store.list(directory)) {
      String path = directory + "/" + item.name();
      if (item.name().isEmpty() || isHidden(item.name())) {
        continue;
      }
      if (item.type() == Item.Type.DIRECTORY) {
        walk(path, seen);
      } else if (!expected.knows(path)) {
        Optional<LandedName> name = LandedName.of(item.name());
        if (name.isPresent()) {
          tell(path, name.get());
        }
      }
    }
  }

  /** No reader sees these. */
  private static boolean isHidden(String name) {
    return name.charAt(0) == '.' || name.charAt(0) == '_';
  }

  private void tell(String path, LandedName name) throws IOException {
    if (name.ledger() == Of.BACKFILL) {
      return; // in a ledger of its own
    }
    Ledger of = name.ledger() == Of.UPKEEP ? upkeep : ledger;
    long head = of.headVersion();
    if (name.version() > head) {
      found.accept(
          new Finding(
              Kind.LEDGER_SET_BACK,
              name.version(),
              "Cannot trust the ledger: file "
                  + path
                  + " is of version "
                  + name.version()
                  + ", the head is "
                  + head
                  + ": the ledger was set back. Restore the state directory as it was last."));
    } else if (!isNamedBy(of, name.version(), path)) {
      found.accept(
          new Finding(
              Kind.UNKNOWN_FILE,
              name.version(),
              "Cannot account for file "
                  + path
                  + ": no entry names it. Move it away: its records may be there twice."));
    }
  }

  /** A run may have landed it since the ledger was read. */
  private static boolean isNamedBy(Ledger ledger, long version, String path) throws IOException {
    try {
      return ledger
          .entry(version)
          .map(entry -> entry.entry().files().stream().anyMatch(file -> file.path().equals(path)))
          .orElse(false);
    } catch (UnreadableStateException e) {
      return false; // told by the check of the ledger
    }
  }
}
