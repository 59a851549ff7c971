package io.sluice.tracker.verify;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import io.sluice.tracker.verify.Expected.Landed;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Holds the files that entries name against those that are there, a listing per directory. */
final class FileCheck {
  private final Store store;
  private final Expected expected;
  private final FooterCounts counts;
  private final Consumer<Finding> found;

  FileCheck(Store store, Expected expected, FooterCounts counts, Consumer<Finding> found) {
    this.store = store;
    this.expected = expected;
    this.counts = counts;
    this.found = found;
  }

  /**
   * Checks every file.
   *
   * @param unpublished version of a head that is not published, 0 if it is
   */
  void check(long unpublished) throws IOException {
    for (Map.Entry<String, Map<String, Landed>> directory : expected.files().entrySet()) {
      Map<String, Long> there = new HashMap<>();
      for (Item item : store.list(directory.getKey())) {
        there.put(item.name(), item.length());
      }
      for (Map.Entry<String, Landed> file : directory.getValue().entrySet()) {
        Landed landed = file.getValue();
        Long length = there.get(file.getKey());
        if (length != null) {
          checkContent(landed, length);
        } else if (landed.version() != unpublished) {
          tellMissing(landed);
        } else if (!isStaged(landed.file())) {
          tellGoneBeforeItLanded(landed);
        }
      }
    }
  }

  private boolean isStaged(StagedFile file) throws IOException {
    return store.list(file.staged()).stream().anyMatch(item -> item.length() == file.length());
  }

  private void checkContent(Landed landed, long length) {
    StagedFile file = landed.file();
    if (expected.isAccepted(file.path(), length)) {
      return;
    }
    if (length != file.length()) {
      tell(
          Kind.OTHER_LENGTH,
          landed,
          "it has " + length + " bytes, the ledger says " + file.length());
      return;
    }
    try {
      OptionalLong records = counts.records(file);
      if (records.isPresent() && records.getAsLong() != file.records()) {
        tell(
            Kind.OTHER_COUNT,
            landed,
            "it holds " + records.getAsLong() + " records, the ledger says " + file.records());
      }
    } catch (IOException e) {
      tell(Kind.OTHER_COUNT, landed, "it cannot be read (" + e.getMessage() + ")");
    }
  }

  /** Its time partition need not be there yet, so that nothing says that somebody dropped it. */
  private void tellGoneBeforeItLanded(Landed landed) {
    found.accept(
        new Finding(
            Kind.MISSING_FILE,
            landed.version(),
            "Cannot vouch for %s of version %d: it is gone from %s before it landed, with %d records. Restore it there, or go on without it: ledger --accept-missing %d --reason TEXT --execute."
                .formatted(
                    landed.file().path(),
                    landed.version(),
                    landed.file().staged(),
                    landed.file().records(),
                    landed.version())));
  }

  private void tellMissing(Landed landed) throws IOException {
    StagedFile file = landed.file();
    if (expected.isAcceptedMissing(landed)) {
      tell(
          Kind.ACCEPTED_HOLE,
          landed,
          "it is gone, and that was accepted; its " + file.records() + " records are missing");
    } else if (!file.timePartition().isEmpty() && isDirectoryGone(file.path())) {
      tell(
          Kind.DROPPED_TIME_PARTITION,
          landed,
          "all of time partition " + file.timePartition() + " is gone");
    } else {
      tell(Kind.MISSING_FILE, landed, "it is gone, with " + file.records() + " records");
    }
  }

  /** A directory that is there and empty has lost its files one by one. */
  private boolean isDirectoryGone(String path) throws IOException {
    String directory = Expected.directory(path);
    String name = Expected.name(directory);
    return store.list(Expected.directory(directory)).stream()
        .noneMatch(item -> item.name().equals(name));
  }

  private void tell(Kind kind, Landed landed, String why) {
    String mend =
        switch (kind.answer()) {
          case SOUND -> "Land its offsets again with backfill.";
          case CHANGED_BY_OTHERS ->
              "If that was meant, take it in with: ledger --accept "
                  + landed.file().timePartition()
                  + " --reason WHY.";
          case DAMAGED -> "Restore the file, or land its offsets again with backfill.";
        };
    found.accept(
        new Finding(
            kind,
            landed.version(),
            "Cannot vouch for "
                + landed.file().path()
                + " of version "
                + landed.version()
                + ": "
                + why
                + ". "
                + mend));
  }
}
