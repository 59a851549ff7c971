package io.sluice.tracker.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge.Change;
import io.sluice.tracker.entry.UpkeepEntry.Rewrite;
import io.sluice.tracker.ledger.EntryCodec;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShallowVerifyTest {
  private final World world = new World();
  private final MemoryStore store = world.files();
  private final Layout layout = world.layout();
  private final Tracker tracker = world.tracker(store);

  @BeforeEach
  void threeRuns() throws IOException {
    for (int run = 0; run < 3; run++) {
      new FreshRun(world, store, Dying.ALL).run();
      world.appendEverywhere();
    }
  }

  private VerifyReport verify() throws IOException {
    return tracker.shallowVerify().verify(List.of(), FooterCounts.NONE);
  }

  private StoredEntry entry(long version) throws IOException {
    return tracker.ledger().entry(version).orElseThrow();
  }

  private StagedFile file(long version) throws IOException {
    return entry(version).entry().files().get(0);
  }

  private static void assertFound(VerifyReport report, Answer answer, Kind... kinds) {
    assertEquals(List.of(kinds), report.findings().stream().map(Finding::kind).distinct().toList());
    assertEquals(answer, report.answer());
  }

  private void replace(String path, byte[] content) {
    store.delete(path);
    store.putIfAbsent(path, content);
  }

  @Test
  void soundDataIsSound() throws IOException {
    VerifyReport report = verify();

    assertFound(report, Answer.SOUND);
    assertEquals(3, report.head());
    assertEquals(3, report.entries());
    assertEquals(70 + 40 + 40, report.records());
  }

  @Test
  void anEmptyLedgerOverEmptyDirectoriesIsSound() throws IOException {
    World empty = new World();

    VerifyReport report =
        empty
            .tracker(empty.files())
            .shallowVerify()
            .verify(List.of("/data/orders"), FooterCounts.NONE);

    assertEquals(new VerifyReport(0, 0, 0, 0, List.of()), report);
  }

  @Test
  void aHeadThatIsNotPublishedYetIsSound() throws IOException {
    StagedFile file = file(3);
    store.moveOnce(file.path(), file.staged());
    store.delete(layout.publishedMark(3));

    assertFound(verify(), Answer.SOUND, Kind.NOT_PUBLISHED);
  }

  @Test
  void aFileThatIsGoneBeforeItLandedIsDamageThoughItsTimePartitionIsNotThereYet()
      throws IOException {
    StagedFile file = file(3);
    store.delete(file.path());
    store.delete(file.path().substring(0, file.path().lastIndexOf('/')));
    store.delete(layout.publishedMark(3));

    VerifyReport report = verify();

    assertEquals(Answer.DAMAGED, report.answer());
    Map<Kind, String> ofHead =
        report.findings().stream()
            .filter(each -> each.version() == 3)
            .collect(Collectors.toMap(Finding::kind, Finding::message, (one, other) -> one));
    assertEquals(Set.of(Kind.NOT_PUBLISHED, Kind.MISSING_FILE), ofHead.keySet());
    String message = ofHead.getOrDefault(Kind.MISSING_FILE, "");
    assertTrue(message.contains("gone from " + file.staged() + " before it landed"), message);
    assertTrue(message.contains("ledger --accept-missing 3"), message);
  }

  @Test
  void aDeletedFileIsDamage() throws IOException {
    StagedFile file = file(2);
    store.delete(file.path());

    VerifyReport report = verify();

    assertFound(report, Answer.DAMAGED, Kind.MISSING_FILE);
    assertEquals(
        "Cannot vouch for "
            + file.path()
            + " of version 2: it is gone, with "
            + file.records()
            + " records. Restore the file, or land its offsets again with backfill.",
        report.findings().get(0).message());
  }

  @Test
  void aTruncatedFileIsDamage() throws IOException {
    replace(file(2).path(), new byte[1]);

    assertFound(verify(), Answer.DAMAGED, Kind.OTHER_LENGTH);
  }

  @Test
  void aFileThatHoldsOtherCountsIsDamage() throws IOException {
    StagedFile wrong = file(2);
    FooterCounts counts =
        file -> OptionalLong.of(file.records() + (file.path().equals(wrong.path()) ? 1 : 0));

    assertFound(
        tracker.shallowVerify().verify(List.of(), counts), Answer.DAMAGED, Kind.OTHER_COUNT);
  }

  @Test
  void aFileThatCannotBeReadIsDamage() throws IOException {
    FooterCounts counts =
        file -> {
          throw new IOException("no magic");
        };

    assertFound(
        tracker.shallowVerify().verify(List.of(), counts), Answer.DAMAGED, Kind.OTHER_COUNT);
  }

  @Test
  void aDroppedTimePartitionWasChangedByOthers() throws IOException {
    store.delete("/data/orders/dt=2026-11-21");

    assertFound(verify(), Answer.CHANGED_BY_OTHERS, Kind.DROPPED_TIME_PARTITION);
  }

  @Test
  void aDoubledFileIsDamage() throws IOException {
    StagedFile file = file(2);
    store.putIfAbsent(
        Expected.directory(file.path()) + "/2-20261121T110333Z-abcdef-0-77.avro", new byte[3]);

    assertFound(verify(), Answer.DAMAGED, Kind.UNKNOWN_FILE);
  }

  @Test
  void whatOthersKeepBesideIsNoneOfOurs() throws IOException {
    for (String name : List.of("_SUCCESS", ".hidden", "notes.txt", "000000_0", "7b-x.avro")) {
      store.putIfAbsent("/data/orders/dt=2026-11-21/" + name, new byte[3]);
    }
    store.putIfAbsent(
        "/data/orders/dt=2026-11-21/1b-20261121T110333Z-abcdef-0-77.avro", new byte[3]);

    assertFound(verify(), Answer.SOUND);
  }

  @Test
  void aLedgerThatWasSetBackIsFoundByTheNamesOfLandedFiles() throws IOException {
    store.putIfAbsent("/data/orders/dt=2026-11-21/9-20261121T110333Z-abcdef-0-0.avro", new byte[3]);

    VerifyReport report = verify();

    assertFound(report, Answer.DAMAGED, Kind.LEDGER_SET_BACK);
    assertEquals(
        "Cannot trust the ledger: file"
            + " /data/orders/dt=2026-11-21/9-20261121T110333Z-abcdef-0-0.avro is of version 9, the"
            + " head is 3: the ledger was set back. Restore the state directory as it was last.",
        report.findings().get(0).message());
  }

  @Test
  void aLedgerThatIsGoneIsFoundInTheDirectoriesThatTheCallerNames() throws IOException {
    store.putIfAbsent("/data/other/dt=2026-11-21/1-20261121T110333Z-abcdef-0-0.avro", new byte[3]);
    store.delete("/state/ledger");

    VerifyReport report = tracker.shallowVerify().verify(List.of("/data/other"), FooterCounts.NONE);

    assertFound(report, Answer.DAMAGED, Kind.LEDGER_SET_BACK);
  }

  @Test
  void aMissingEntryIsDamage() throws IOException {
    store.delete(layout.entry(2));

    VerifyReport report = verify();

    assertTrue(
        report.findings().stream().anyMatch(finding -> finding.kind() == Kind.MISSING_ENTRY));
    assertEquals(Answer.DAMAGED, report.answer());
  }

  @Test
  void entriesThatRetentionLetGoAreNotMissing() throws IOException {
    store.delete(layout.entry(1));

    VerifyReport report = verify();

    assertTrue(
        report.findings().stream().noneMatch(finding -> finding.kind() == Kind.MISSING_ENTRY));
    assertEquals(2, report.entries());
  }

  @Test
  void anEditedEntryIsDamage() throws IOException {
    Ingest entry = (Ingest) entry(2).entry();
    replace(
        layout.entry(2),
        EntryCodec.write(new Ingest(entry.header(), entry.state(), List.of(file(2)))));

    assertEquals(Kind.EDITED_ENTRY, verify().findings().get(0).kind());
  }

  @Test
  void anEntryThatCannotBeReadIsDamage() throws IOException {
    replace(layout.entry(2), "not a ledger".getBytes(UTF_8));

    assertEquals(Kind.EDITED_ENTRY, verify().findings().get(0).kind());
  }

  @Test
  void anEntryWhoseCountsDoNotAddUpIsDamage() throws IOException {
    Ingest entry = (Ingest) entry(3).entry();
    replace(
        layout.entry(3),
        EntryCodec.write(new Ingest(entry.header(), entry.state(), List.of(file(3)))));

    assertTrue(
        verify().findings().stream().anyMatch(finding -> finding.kind() == Kind.DOES_NOT_ADD_UP));
  }

  @Test
  void anEntryThatDoesNotBeginWhereTheOneBeforeEndedIsDamage() throws IOException {
    StoredEntry head = entry(3);
    EntryHeader header =
        new EntryHeader("web", 4, "act", 0, "test", "me", "cluster", "file:///", head.checksum());
    // Not carried: it says "before" of the entry before once more.
    store.putIfAbsent(
        layout.entry(4), EntryCodec.write(new Reset(header, head.offsets().state(), "by hand")));

    assertFound(verify(), Answer.DAMAGED, Kind.OFFSETS_DO_NOT_MEET);
  }

  @Test
  void aMarkThatIsGoneBelowTheHeadIsTold() throws IOException {
    store.delete(layout.publishedMark(2));

    assertFound(verify(), Answer.DAMAGED, Kind.UNPUBLISHED_BELOW_HEAD);
  }

  @Test
  void whatUpkeepRewroteIsSound() throws IOException {
    StagedFile old = file(2);
    StagedFile merged =
        new StagedFile(
            old.kind(),
            old.topic(),
            0,
            old.timePartition(),
            "none",
            Expected.directory(old.path()) + "/1u-20261121T110333Z-abcdef-0-0.avro",
            old.length(),
            old.records(),
            0,
            old.parts());
    tracker
        .upkeep()
        .append(new Rewrite(upkeepHeader(), "compaction", List.of(old.path()), List.of(merged)));
    store.moveOnce(old.path(), merged.path());

    assertFound(verify(), Answer.SOUND);
  }

  @Test
  void aHoleThatAPersonAcceptedIsNamedAndSound() throws IOException {
    StagedFile gone = file(2);
    store.delete(gone.path());
    tracker
        .upkeep()
        .append(
            new Acknowledge(
                upkeepHeader(),
                "disk lost",
                List.of(),
                List.of(new Change(gone.path(), gone.length(), -1)),
                2));

    assertFound(verify(), Answer.SOUND, Kind.ACCEPTED_HOLE);
  }

  private static EntryHeader upkeepHeader() {
    return new EntryHeader("web", 1, "act", 0, "test", "me", "cluster", "file:///", "");
  }
}
