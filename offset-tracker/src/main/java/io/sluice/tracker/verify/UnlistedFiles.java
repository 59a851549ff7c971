package io.sluice.tracker.verify;

import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.LandedName;
import io.sluice.tracker.run.LandedName.Of;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.verify.ExpectedFile.Landed;
import io.sluice.tracker.verify.ExpectedFiles.Directory;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Files that readers see and that no entry names. */
final class UnlistedFiles {
  private final Store store;
  private final Ledger ledger;
  private final Ledger maintenance;
  private final ExpectedFiles expected;
  private final Contents contents;

  UnlistedFiles(
      Store store, Ledger ledger, Ledger maintenance, ExpectedFiles expected, Contents contents) {
    this.store = store;
    this.ledger = ledger;
    this.maintenance = maintenance;
    this.expected = expected;
    this.contents = contents;
  }

  /** Reports those with names of Sluice's form, and copies; returns the others. */
  Map<String, Long> check(
      FindingMessages messages, Directory directory, Map<String, Long> unlistedFiles)
      throws IOException {
    Map<String, Long> foreign = new TreeMap<>();
    for (Map.Entry<String, Long> stranger : unlistedFiles.entrySet()) {
      String path = directory.path() + "/" + stranger.getKey();
      Optional<LandedName> name = LandedName.of(stranger.getKey());
      if (name.isPresent()) {
        checkOurs(messages, path, name.get());
        continue;
      }
      Optional<ExpectedFile> original = original(path, stranger.getValue());
      if (original.isPresent()) {
        messages.doubled(path, "it is a copy of " + original.get().path());
      } else {
        foreign.put(stranger.getKey(), stranger.getValue());
      }
    }
    return foreign;
  }

  /** The landed file of which this one is a copy, if both exist. */
  private Optional<ExpectedFile> original(String path, long length) throws IOException {
    if (expected.ofLength(length).isEmpty()) {
      return Optional.empty();
    }
    OptionalInt crc32c = contents.crc32c(path);
    for (ExpectedFile known : expected.ofLength(length)) {
      if (known instanceof Landed landed
          && crc32c.isPresent()
          && landed.file().crc32c() == crc32c.getAsInt()
          && !store.list(known.path()).isEmpty()) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private void checkOurs(FindingMessages messages, String path, LandedName name)
      throws IOException {
    if (name.ledger() == Of.BACKFILL) {
      return; // In a separate ledger.
    }
    Ledger of = name.ledger() == Of.MAINTENANCE ? maintenance : ledger;
    long head = of.headVersion();
    if (name.version() > head) {
      messages.ofOurs(
          Kind.LEDGER_SET_BACK,
          name.version(),
          "Cannot trust the ledger: file "
              + path
              + " is of version "
              + name.version()
              + ", the head is "
              + head
              + ": the ledger was set back. Restore the state directory as it was last.");
    } else {
      checkNamed(messages, of, path, name.version());
    }
  }

  /** A run may have landed it since the ledger was read. */
  private static void checkNamed(FindingMessages messages, Ledger ledger, String path, long version)
      throws IOException {
    Optional<StoredEntry> entry;
    try {
      entry = ledger.entry(version);
    } catch (UnreadableStateException e) {
      entry = Optional.empty();
    }
    if (entry.isEmpty()) {
      messages.ofOurs(
          Kind.UNKNOWN_FILE,
          version,
          "Cannot account for file "
              + path
              + ": entry "
              + version
              + ", which would name it, is gone or cannot be read. Restore the state directory.");
    } else if (entry.get().entry().files().stream().noneMatch(file -> file.path().equals(path))) {
      messages.ofOurs(
          Kind.UNKNOWN_FILE,
          version,
          "Cannot account for file "
              + path
              + ": no entry names it. Move it away: its records may be there twice.");
    }
  }
}
