package io.sluice.tracker.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.retention.FilesSum;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.verify.Contents.Fault;
import io.sluice.tracker.verify.ExpectedFile.Accepted;
import io.sluice.tracker.verify.ExpectedFile.Landed;
import io.sluice.tracker.verify.ExpectedFiles.Directory;
import io.sluice.tracker.verify.ExpectedFiles.Gone;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Compares the expected files of one directory with the existing ones. */
final class DirectoryCheck {
  private final Store store;
  private final Contents contents;
  private final UnlistedFiles unlistedFiles;
  private final SumCheck letGo;
  private final long unpublished;
  private final Consumer<Finding> found;
  private long acceptedAsGone;

  /**
   * Does nothing yet.
   *
   * @param letGo version up to which a digest replaces the entries
   * @param unpublished version of a head that is not published, 0 if it is
   */
  DirectoryCheck(
      Store store,
      Contents contents,
      UnlistedFiles unlistedFiles,
      long letGo,
      long unpublished,
      Consumer<Finding> found) {
    this.store = store;
    this.contents = contents;
    this.unlistedFiles = unlistedFiles;
    this.letGo = new SumCheck(contents, letGo);
    this.unpublished = unpublished;
    this.found = found;
  }

  /** States whether a directory that should hold files exists. */
  enum Presence {
    THERE,
    GONE
  }

  /**
   * Checks one directory.
   *
   * @param visible length by name, of the files that readers see
   */
  void check(Directory directory, Map<String, Long> visible, Presence presence) throws IOException {
    FindingMessages messages = new FindingMessages(directory, found);
    Map<String, Long> rest = new TreeMap<>(visible);
    List<ExpectedFile> missing = new ArrayList<>();
    boolean someAreThere = false;
    for (Map.Entry<String, ExpectedFile> file : directory.files().entrySet()) {
      Long length = rest.remove(file.getKey());
      if (length != null) {
        someAreThere |= file.getValue() instanceof Landed;
        checkContent(messages, file.getValue(), length);
      } else if (file.getValue() instanceof Landed landed && landed.version() == unpublished) {
        someAreThere = true; // Its directory may not exist yet.
        if (!isOnItsWay(landed)) {
          messages.goneBeforeItLanded(landed);
        }
      } else {
        missing.add(file.getValue());
      }
    }
    checkGone(messages, directory, rest);
    rest.keySet().removeAll(directory.removed());
    FilesSum old = letGo.take(directory, rest);
    someAreThere |= old.files() > 0;
    Map<String, Long> foreign = unlistedFiles.check(messages, directory, rest);
    reportMissing(messages, directory, missing, foreign, presence, someAreThere);
    letGo.report(messages, directory, old, foreign, someAreThere ? Presence.THERE : presence);
  }

  /** It may land during the check. */
  private boolean isOnItsWay(Landed landed) throws IOException {
    return isThere(landed.file().staged(), landed.length())
        || isThere(landed.path(), landed.length());
  }

  private boolean isThere(String path, long length) throws IOException {
    return store.list(path).stream().anyMatch(item -> item.length() == length);
  }

  private void checkContent(FindingMessages messages, ExpectedFile known, long length) {
    if (length != known.length()) {
      messages.of(
          Kind.OTHER_LENGTH,
          known,
          "it has " + length + " bytes, the ledger says " + known.length(),
          List.of(new Change(known.path(), known.length(), length, 0)));
      return;
    }
    try {
      for (Fault fault : faults(known)) {
        messages.of(
            fault.kind(),
            known,
            fault.why(),
            fault.kind().answer() == Finding.Answer.SOUND
                ? List.of()
                : List.of(new Change(known.path(), known.length(), length, 0)));
      }
    } catch (IOException | RuntimeException e) {
      // With a damaged file, its reader may throw any exception.
      messages.of(
          Kind.OTHER_CONTENT,
          known,
          "it cannot be read (" + e.getMessage() + ")",
          List.of(new Change(known.path(), known.length(), length, 0)));
    }
  }

  private List<Fault> faults(ExpectedFile known) throws IOException {
    if (known instanceof Landed landed) {
      return contents.look(landed.file());
    }
    return known instanceof Accepted accepted
        ? contents.lookAccepted(accepted.change())
        : List.of();
  }

  /** Records that are gone, which an operator has accepted. */
  long acceptedAsGone() {
    return acceptedAsGone + letGo.acceptedAsGone();
  }

  private void checkGone(FindingMessages messages, Directory directory, Map<String, Long> rest) {
    List<ExpectedFile> changed = new ArrayList<>();
    for (Map.Entry<String, Gone> each : directory.gone().entrySet()) {
      Gone gone = each.getValue();
      if (rest.remove(each.getKey()) != null) {
        if (gone.replaced()) {
          messages.doubled(
              gone.file().path(), "it was accepted as replaced by others' files, and is back");
        }
        continue;
      }
      acceptedAsGone += gone.replaced() ? 0 : records(List.of(gone.file()));
      if (gone.hole()) {
        messages.of(
            Kind.ACCEPTED_HOLE,
            gone.file(),
            "it is gone with " + gone.file().content() + ", and that was accepted",
            List.of());
      } else {
        changed.add(gone.file());
      }
    }
    if (!changed.isEmpty()) {
      messages.all(Kind.ACCEPTED_CHANGE, changed, "are gone, and that was accepted", List.of());
    }
  }

  private static void reportMissing(
      FindingMessages messages,
      Directory directory,
      List<ExpectedFile> missing,
      Map<String, Long> foreign,
      Presence presence,
      boolean someAreThere) {
    List<Change> others = others(directory, foreign);
    boolean allGone = !missing.isEmpty() && !someAreThere;
    if (allGone && presence == Presence.GONE && !directory.timePartition().isEmpty()) {
      messages.all(
          Kind.DROPPED_TIME_PARTITION, missing, "are gone, with their directory", changes(missing));
    } else if (allGone && !foreign.isEmpty()) {
      List<Change> changes = changes(missing);
      changes.addAll(others);
      messages.all(
          Kind.REPLACED_TIME_PARTITION,
          missing,
          "are gone, and " + String.join(", ", foreign.keySet()) + " of others is there",
          changes);
    } else {
      for (ExpectedFile known : missing) {
        messages.of(
            Kind.MISSING_FILE,
            known,
            "it is gone, with " + known.content(),
            changes(List.of(known)));
      }
      // If there are files of deleted entries, they may have replaced those.
      if (someAreThere || directory.sum().files() == 0) {
        others.forEach(messages::foreign);
      }
    }
  }

  static List<Change> others(Directory directory, Map<String, Long> foreign) {
    List<Change> others = new ArrayList<>();
    foreign.forEach(
        (name, length) ->
            others.add(new Change(directory.path() + "/" + name, Change.NONE, length, 0)));
    return others;
  }

  private static List<Change> changes(List<ExpectedFile> gone) {
    List<Change> changes = new ArrayList<>();
    for (ExpectedFile known : gone) {
      changes.add(new Change(known.path(), known.length(), Change.NONE, 0));
    }
    return changes;
  }

  /** The name of the directory, for messages. */
  static long records(List<ExpectedFile> files) {
    return files.stream()
        .mapToLong(known -> known instanceof Landed landed ? landed.file().records() : 0)
        .sum();
  }
}
