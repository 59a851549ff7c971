package io.sluice.tracker.verify;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Holds ledger, directories and, through {@link FooterCounts}, the files' own counts against each
 * other. Reads no record and changes nothing.
 */
public final class ShallowVerify {
  private final Store store;
  private final Ledger ledger;
  private final Ledger upkeep;
  private final PublishedMarks marks;

  public ShallowVerify(Store store, Ledger ledger, Ledger upkeep, PublishedMarks marks) {
    this.store = store;
    this.ledger = ledger;
    this.upkeep = upkeep;
    this.marks = marks;
  }

  /**
   * Verifies.
   *
   * @param topicDirectories to be looked through for files that no entry names, beside those that
   *     entries name: a ledger that is gone names none
   * @throws IOException if the store does not answer, or if the head cannot be understood
   */
  public VerifyReport verify(Collection<String> topicDirectories, FooterCounts counts)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    Expected expected = new Expected();
    topicDirectories.forEach(expected::addRoot);
    Optional<StoredEntry> head = ledger.head();
    List<Counted> counted = new ArrayList<>();
    if (head.isPresent()) {
      new LedgerCheck(ledger, findings::add)
          .walk(head.get(), entry -> counted.add(count(expected, entry)));
    }
    List<Entry> changes = new ArrayList<>();
    Optional<StoredEntry> upkeepHead = upkeep.head();
    if (upkeepHead.isPresent()) {
      new LedgerCheck(upkeep, findings::add)
          .walk(upkeepHead.get(), entry -> changes.add(entry.entry()));
    }
    changes.forEach(expected::add);
    changes.forEach(expected::change);
    long unpublished = checkMarks(counted, findings);
    new FileCheck(store, expected, counts, findings::add).check(unpublished);
    new StrangerCheck(store, ledger, upkeep, expected, findings::add).check();
    return new VerifyReport(
        head.map(StoredEntry::version).orElse(0L),
        counted.size(),
        counted.stream().mapToLong(Counted::files).sum(),
        counted.stream().mapToLong(Counted::records).sum(),
        findings);
  }

  /** What is kept of an entry; a whole one may be large. */
  private record Counted(long version, long files, long records) {}

  private static Counted count(Expected expected, StoredEntry entry) {
    expected.add(entry.entry());
    return new Counted(
        entry.version(),
        entry.entry().files().size(),
        entry.entry().files().stream().mapToLong(file -> file.records()).sum());
  }

  /** Returns the version of a head that is not published, or 0. */
  private long checkMarks(List<Counted> counted, List<Finding> findings) throws IOException {
    long unpublished = 0;
    for (Counted entry : counted) {
      if (entry.files() == 0 || marks.isMarked(entry.version())) {
        continue;
      }
      if (entry.version() == counted.get(0).version()) {
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
                Kind.UNPUBLISHED_BELOW_HEAD,
                entry.version(),
                "Cannot tell whether version "
                    + entry.version()
                    + " was published: its mark is gone. If all its files are there, nothing is to"
                    + " be done; else land them again with backfill."));
      }
    }
    return unpublished;
  }
}
