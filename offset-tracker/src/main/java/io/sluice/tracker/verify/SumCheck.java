package io.sluice.tracker.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.retention.FilesSum;
import io.sluice.tracker.run.LandedName;
import io.sluice.tracker.verify.DirectoryCheck.Presence;
import io.sluice.tracker.verify.ExpectedFiles.Directory;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the files of deleted entries with their sums in the digest. */
final class SumCheck {
  private final Contents contents;
  private final long letGo;
  private long acceptedAsGone;

  SumCheck(Contents contents, long letGo) {
    this.contents = contents;
    this.letGo = letGo;
  }

  /** Removes these files from {@code rest}, and sums them up. */
  FilesSum take(Directory directory, Map<String, Long> rest) throws IOException {
    FilesSum sum = FilesSum.none(directory.sum().topic(), directory.timePartition());
    for (Iterator<Map.Entry<String, Long>> files = rest.entrySet().iterator(); files.hasNext(); ) {
      Map.Entry<String, Long> file = files.next();
      Optional<LandedName> name = LandedName.of(file.getKey());
      if (name.isPresent()
          && name.get().ledger() == LandedName.Of.OFFSETS
          && name.get().version() <= letGo) {
        int crc32c =
            contents.readsBytes()
                ? contents.crc32c(directory.path() + "/" + file.getKey()).orElse(0)
                : 0;
        sum = sum.with(file.getKey(), file.getValue(), crc32c, 0);
        files.remove();
      }
    }
    return sum;
  }

  void report(
      FindingMessages messages,
      Directory directory,
      FilesSum found,
      Map<String, Long> foreign,
      Presence presence) {
    FilesSum wanted = directory.sum();
    boolean same =
        wanted.names().equals(found.names())
            && (!contents.readsBytes() || wanted.contents().equals(found.contents()));
    if (same) {
      return;
    }
    if (directory.isAccepted(found)) {
      boolean replaced =
          directory.files().values().stream().anyMatch(ExpectedFile.Accepted.class::isInstance);
      acceptedAsGone += found.files() == 0 && !replaced ? wanted.records() : 0;
      messages.sum(Kind.ACCEPTED_CHANGE, found, "that was accepted", List.of());
      return;
    }
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(directory.path() + "/", wanted.bytes(), found.bytes(), 0));
    if (found.files() == 0 && presence == Presence.GONE && !directory.timePartition().isEmpty()) {
      messages.sum(Kind.DROPPED_TIME_PARTITION, found, "their directory is gone", changes);
    } else if (found.files() == 0 && !foreign.isEmpty()) {
      changes.addAll(DirectoryCheck.others(directory, foreign));
      messages.sum(
          Kind.REPLACED_TIME_PARTITION,
          found,
          String.join(", ", foreign.keySet()) + " of others is there",
          changes);
    } else if (found.files() > wanted.files()) {
      messages.sum(Kind.UNKNOWN_FILE, found, "some are there that no entry named", List.of());
    } else {
      messages.sum(kind(wanted, found), found, "which of them, the digest does not say", changes);
    }
  }

  /** Records of empty directories, which an operator has accepted. */
  long acceptedAsGone() {
    return acceptedAsGone;
  }

  private static Kind kind(FilesSum wanted, FilesSum found) {
    if (found.files() < wanted.files()) {
      return Kind.MISSING_FILE;
    }
    return wanted.names().equals(found.names()) ? Kind.OTHER_CONTENT : Kind.OTHER_LENGTH;
  }
}
