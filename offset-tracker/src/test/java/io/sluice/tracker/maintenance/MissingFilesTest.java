package io.sluice.tracker.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.NotPublishedException;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.UnreliableStore;
import io.sluice.tracker.store.UnreliableStore.Death;
import io.sluice.tracker.store.UnreliableStore.Fault;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.Finding.Kind;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MissingFilesTest {
  private final World world = new World();
  private final Tracker tracker = world.tracker(world.files());

  /** Version 2 counts and is not published; its first file is gone, the others are staged. */
  private static StagedFile loseAStagedFile(World world) throws IOException {
    new FreshRun(world, world.files(), Dying.ALL).run();
    world.appendEverywhere();
    new FreshRun(world, world.files(), Dying.ALL).run();
    MemoryStore files = world.files();
    StoredEntry head = world.tracker(files).ledger().head().orElseThrow();
    for (StagedFile file : head.entry().files()) {
      files.moveOnce(file.path(), file.staged());
    }
    files.delete(world.layout().publishedMark(2));
    StagedFile lost = head.entry().files().get(0);
    files.delete(lost.staged());
    return lost;
  }

  private static Change hole(StagedFile lost) {
    return Change.gone(lost);
  }

  @Test
  void whatIsMissingIsReportedAndNothingIsChanged() throws IOException {
    StagedFile lost = loseAStagedFile(world);
    List<String> before = world.files().paths();

    MissingAnswer answer = tracker.missingFiles().look(2);

    assertEquals(List.of(lost), assertInstanceOf(MissingAnswer.Hole.class, answer).gone());
    assertEquals(before, world.files().paths());
  }

  @Test
  void theRestIsPublishedTheHoleIsNotedAndRunsGoOn() throws IOException {
    StagedFile lost = loseAStagedFile(world);
    assertThrows(NotPublishedException.class, () -> tracker.recovery().recover());

    MissingAnswer answer = tracker.missingFiles().accept(2, "disk lost", "act");

    assertEquals(List.of(lost), assertInstanceOf(MissingAnswer.Hole.class, answer).gone());
    Acknowledge noted =
        assertInstanceOf(
            Acknowledge.class, tracker.maintenance().head().map(StoredEntry::entry).orElseThrow());
    assertEquals(2, noted.publishedVersion());
    assertEquals(List.of(hole(lost)), noted.changes());
    assertEquals("disk lost", noted.reason());
    assertTrue(tracker.publishedMarks().checksum(2).isPresent());
    assertEquals(2, tracker.recovery().recover().orElseThrow().version());
  }

  @Test
  void verifyNamesTheHoleAndFindsLaterDamageOfTheSameVersion() throws IOException {
    loseAStagedFile(world);
    tracker.missingFiles().accept(2, "disk lost", "act");

    assertEquals(List.of(Kind.ACCEPTED_HOLE), kinds());
    StagedFile other = tracker.ledger().head().orElseThrow().entry().files().get(1);
    world.files().delete(other.path());

    assertEquals(List.of(Kind.ACCEPTED_HOLE, Kind.MISSING_FILE), kinds());
  }

  private List<Kind> kinds() throws IOException {
    VerifyReport report = tracker.shallowVerify().verify(List.of(), Contents.NONE);
    assertEquals(report.findings().size() == 1 ? Answer.SOUND : Answer.DAMAGED, report.answer());
    return report.findings().stream().map(Finding::kind).sorted().toList();
  }

  @Test
  void aMarkThatIsGoneBelowTheHeadIsPutBackFromTheLedger() throws IOException {
    new FreshRun(world, world.files(), Dying.ALL).run();
    world.appendEverywhere();
    new FreshRun(world, world.files(), Dying.ALL).run();
    world.files().delete(world.layout().publishedMark(1));

    assertInstanceOf(MissingAnswer.MarkGone.class, tracker.missingFiles().look(1));
    assertTrue(tracker.publishedMarks().checksum(1).isEmpty());
    tracker.missingFiles().accept(1, "deleted by mistake", "act");

    assertEquals(
        tracker.ledger().entry(1).map(StoredEntry::checksum), tracker.publishedMarks().checksum(1));
    assertEquals(Answer.SOUND, tracker.shallowVerify().verify(List.of(), Contents.NONE).answer());
  }

  private void assertRefused(String why, long version) throws IOException {
    List<String> before = world.files().paths();

    assertEquals(new MissingAnswer.None(why), tracker.missingFiles().accept(version, "x", "act"));

    assertEquals(before, world.files().paths());
  }

  @Test
  void anEmptyLedgerHasNoHole() throws IOException {
    assertRefused("the ledger is empty", 1);
  }

  @Test
  void onlyTheHeadCanHaveOne() throws IOException {
    loseAStagedFile(world);

    assertRefused("it is published", 1);
  }

  @Test
  void aPublishedVersionIsRefused() throws IOException {
    new FreshRun(world, world.files(), Dying.ALL).run();

    assertRefused("it is published", 1);
  }

  @Test
  void aVersionWhoseFilesAreAllThereIsRefused() throws IOException {
    StagedFile lost = loseAStagedFile(world);
    world.files().putIfAbsent(lost.staged(), new byte[3]);

    assertRefused("all its files are there, staged or landed; the next run goes on", 2);
  }

  @Test
  void othersThatAppendToMaintenanceAreNoObstacle() throws IOException {
    loseAStagedFile(world);
    UnreliableStore store =
        new UnreliableStore(
            world.files(),
            call -> {
              if (call.startsWith("list /state/maintenance/ledger")) {
                world.files().putIfAbsent("/state/maintenance/ledger/1", others());
              }
            });

    world.tracker(store).missingFiles().accept(2, "disk lost", "act");

    assertEquals(2, tracker.maintenance().head().orElseThrow().version());
  }

  private byte[] others() {
    return io.sluice.tracker.ledger.EntryCodec.write(
        new Acknowledge(
            new io.sluice.tracker.entry.EntryHeader(
                "web",
                io.sluice.tracker.commit.TestPlans.LEDGER_ID,
                1,
                "others",
                0,
                "test",
                "me",
                "cluster",
                "hdfs://nn",
                ""),
            "theirs",
            List.of(),
            List.of(),
            0));
  }

  @ParameterizedTest
  @EnumSource
  void itMayBreakOffAnywhereAndIsSaidAgain(Fault fault) throws IOException {
    int calls = 0;
    boolean whole = false;
    while (!whole) {
      calls++;
      World each = new World();
      StagedFile lost = loseAStagedFile(each);
      UnreliableStore store = new UnreliableStore(each.files(), call -> noMarkWithoutAWord(each));
      store.fail(calls, fault);
      try {
        each.tracker(store).missingFiles().accept(2, "disk lost", "act");
        whole = store.calls().size() < calls;
      } catch (Death | IOException e) {
        assertFalse(store.calls().size() < calls, "broke off where it was set to");
      }
      each.tracker(each.files()).missingFiles().accept(2, "disk lost", "again");

      assertTrue(each.tracker(each.files()).publishedMarks().checksum(2).isPresent());
      assertEquals(
          1, each.tracker(each.files()).maintenance().headVersion(), "noted once: " + calls);
      assertEquals(
          List.of(hole(lost)),
          ((Acknowledge) each.tracker(each.files()).maintenance().head().orElseThrow().entry())
              .changes());
    }
    assertTrue(calls > 15, "only " + calls + " calls");
  }

  /** Published with a hole that nobody has noted would be a loss that nobody sees. */
  private static void noMarkWithoutAWord(World world) {
    boolean marked = world.files().paths().contains(world.layout().publishedMark(2));
    boolean noted = world.files().paths().contains(world.layout().maintenance().entry(1));
    assertTrue(noted || !marked);
  }
}
