package io.sluice.tracker.verify;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.json.NewerFormatException;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.ForeignLedgerException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.retention.Digest;
import io.sluice.tracker.retention.Digests;
import io.sluice.tracker.retention.FilesSum;
import io.sluice.tracker.state.SetBackCheck;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks both ledgers for consistency, compares them with the directories, and checks the content
 * of files with {@link Contents}. Changes nothing.
 */
public final class ShallowVerify {
  private final Store store;
  private final Ledger ledger;
  private final Ledger maintenance;
  private final PublishedMarks marks;
  private final SetBackCheck setBackCheck;
  private final Digests digests;

  public ShallowVerify(
      Store store,
      Ledger ledger,
      Ledger maintenance,
      PublishedMarks marks,
      SetBackCheck setBackCheck,
      Digests digests) {
    this.store = store;
    this.ledger = ledger;
    this.maintenance = maintenance;
    this.marks = marks;
    this.setBackCheck = setBackCheck;
    this.digests = digests;
  }

  /**
   * Verifies.
   *
   * @param topicDirectories that are searched for files that no entry names, in addition to those
   *     in entries: a lost ledger names none
   * @throws IOException if the store does not answer, or if the ledger belongs to a newer version
   *     of Sluice or to another ingestion
   */
  public VerifyReport verify(Collection<String> topicDirectories, Contents contents)
      throws IOException {
    Digest digest = digests.current();
    VerifyReport report = verify(topicDirectories, contents, digest);
    // A run that ended meanwhile may have deleted entries.
    return digests.current().upTo() == digest.upTo() ? report : verify(topicDirectories, contents);
  }

  private VerifyReport verify(Collection<String> topicDirectories, Contents contents, Digest digest)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    ExpectedFiles expected = new ExpectedFiles();
    topicDirectories.forEach(expected::addRoot);
    List<Counted> counted = new ArrayList<>();
    expected.add(digest);
    walk(ledger, digest, findings, entry -> counted.add(count(expected, entry)));
    List<Entry> changes = new ArrayList<>();
    walk(maintenance, Digest.NONE, findings, entry -> changes.add(entry.entry()));
    checkIds(changes, findings);
    Collections.reverse(changes);
    changes.forEach(expected::add);
    changes.forEach(expected::change);
    long unpublished = checkMarks(counted, findings);
    checkSetBack(findings);
    UnlistedFiles unlistedFiles = new UnlistedFiles(store, ledger, maintenance, expected, contents);
    DirectoryCheck check =
        new DirectoryCheck(
            store, contents, unlistedFiles, digest.upTo(), unpublished, findings::add);
    new DirectoryWalk(store, expected, check).walk();
    return new VerifyReport(
        counted.stream().mapToLong(Counted::version).max().orElse(0),
        counted.size(),
        counted.stream().mapToLong(Counted::files).sum()
            + digest.directories().values().stream().mapToLong(FilesSum::files).sum(),
        counted.stream().mapToLong(Counted::records).sum()
            + digest.directories().values().stream().mapToLong(FilesSum::records).sum(),
        check.acceptedAsGone(),
        findings);
  }

  /** Entries that count, the head first. A damaged head is skipped. */
  private static void walk(
      Ledger ledger, Digest digest, List<Finding> findings, Consumer<StoredEntry> counts)
      throws IOException {
    Optional<StoredEntry> head;
    try {
      head = ledger.head();
    } catch (NewerFormatException | ForeignLedgerException e) {
      throw e;
    } catch (UnreadableStateException e) {
      long version = ledger.headVersion();
      findings.add(new Finding(Kind.EDITED_ENTRY, version, e.getMessage()));
      head = version > 1 ? below(ledger, version) : Optional.empty();
    }
    if (head.isPresent()) {
      new LedgerCheck(ledger, digest, findings::add).walk(head.get(), counts);
    }
  }

  private static Optional<StoredEntry> below(Ledger ledger, long version) throws IOException {
    try {
      return ledger.entry(version - 1);
    } catch (UnreadableStateException e) {
      // Only one damaged entry is reported; the entries below are restored with it.
      return Optional.empty();
    }
  }

  /** Counts of an entry; a whole entry may be large. */
  private record Counted(long version, String checksum, long files, long records) {}

  private static Counted count(ExpectedFiles expected, StoredEntry entry) {
    expected.add(entry.entry());
    return new Counted(
        entry.version(),
        entry.checksum(),
        entry.entry().files().size(),
        entry.entry().files().stream().mapToLong(StagedFile::records).sum());
  }

  /** Returns the version of a head that is not published, or 0. */
  private long checkMarks(List<Counted> counted, List<Finding> findings) throws IOException {
    long unpublished = 0;
    for (Counted entry : counted) {
      if (entry.files() == 0) {
        continue;
      }
      Optional<String> marked = marks.checksum(entry.version());
      if (marked.isPresent()) {
        checkMark(entry, marked.get(), counted.get(0).version(), findings);
      } else if (entry.version() == counted.get(0).version()) {
        unpublished = entry.version();
        findings.add(
            new Finding(
                Kind.NOT_PUBLISHED,
                entry.version(),
                "Version "
                    + entry.version()
                    + " counts and is not published yet. The next run"
                    + " does it."));
      } else {
        findings.add(
            new Finding(
                Kind.MARK_GONE,
                entry.version(),
                "The mark of version "
                    + entry.version()
                    + " is gone, so others changed the state directory. The version was published"
                    + " all the same, since a later one stands on it, and its files are looked for"
                    + " like all others. Mark it again: ledger --accept-missing "
                    + entry.version()
                    + " --reason TEXT --execute"));
      }
    }
    return unpublished;
  }

  /**
   * The successor proves that an entry below the head was published, so there another user has
   * changed the mark.
   */
  private static void checkMark(Counted entry, String marked, long head, List<Finding> findings) {
    if (!marked.equals(entry.checksum())) {
      boolean vouchedFor = entry.version() < head;
      findings.add(
          new Finding(
              vouchedFor ? Kind.LEDGER_SET_BACK : Kind.EDITED_ENTRY,
              entry.version(),
              "Cannot count ledger entry "
                  + entry.version()
                  + ": its checksum is not the one that was published, so "
                  + (vouchedFor ? "" : "it was edited, or ")
                  + "the ledger was set back. Restore the state directory from a backup."));
    }
  }

  /** Checks that the maintenance ledger has the same ledger ID as that of offsets. */
  private void checkIds(List<Entry> maintenanceEntries, List<Finding> findings) throws IOException {
    if (maintenanceEntries.isEmpty()) {
      return;
    }
    EntryHeader last = maintenanceEntries.get(0).header();
    Optional<String> id = ledgerId();
    if (id.isPresent() && !id.get().equals(last.ledgerId())) {
      findings.add(
          new Finding(
              Kind.EDITED_ENTRY,
              last.version(),
              "Cannot count version "
                  + last.version()
                  + " of the maintenance ledger: it is of ledger "
                  + last.ledgerId()
                  + ", and the ledger of offsets is "
                  + id.get()
                  + ". Restore the state directory from a backup."));
    }
  }

  private Optional<String> ledgerId() throws IOException {
    try {
      return ledger.head().map(head -> head.entry().header().ledgerId());
    } catch (UnreadableStateException e) {
      return Optional.empty(); // A damaged head is a separate finding.
    }
  }

  private void checkSetBack(List<Finding> findings) throws IOException {
    Optional<String> ahead = setBackCheck.pathAhead();
    if (ahead.isPresent()) {
      findings.add(
          new Finding(
              Kind.LEDGER_SET_BACK,
              ledger.headVersion(),
              "Cannot count on the ledger: "
                  + ahead.get()
                  + " is of a later version than its head, so it was set back. Restore the state"
                  + " directory as it was last."));
    }
  }
}
