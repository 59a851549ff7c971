package io.sluice.tracker.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.UnreliableStore;
import io.sluice.tracker.store.UnreliableStore.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {
  private final World world = new World();
  private final UnreliableStore store = new UnreliableStore(world.files);
  private final RetryPolicy retryPolicy =
      new RetryPolicy(world.clock, Duration.ofMinutes(10), world.clock);
  private final Ledger ledger = new Ledger(store, world.layout, TestPlans.INGESTION, retryPolicy);
  private final PublishedMarks marks = new PublishedMarks(store, world.layout);

  /** Version 1 counts and nothing of it is published. */
  @BeforeEach
  void commit() throws IOException {
    FreshRun run = new FreshRun(world, new UnreliableStore(world.files, world::done), Dying.ALL);
    Plan plan = run.plan();
    run.map(plan);
    List<Manifest> manifests =
        List.of(
            new TestTask(plan, 0, "0").manifest(),
            new TestTask(plan, 1, "0").manifest(),
            new TestTask(plan, 2, "0").manifest());
    CommitDecision decision = CommitDecision.of(plan, OffsetState.EMPTY, manifests);
    Author author = new Author(world.clock, "test", "me");
    ledger.append(new Ingest(author.header(plan), decision.state(), decision.files()));
  }

  private StoredEntry entry() throws IOException {
    return world.tracker(world.files).ledger().entry(1).orElseThrow();
  }

  private Publisher publisher(int threads) {
    return new Publisher(
        store, ledger, marks, retryPolicy, FileThreads.of(threads), TestPlans.DIRECTORIES);
  }

  private void assertPublished() throws IOException {
    assertTrue(world.tracker(world.files).publishedMarks().checksum(1).isPresent());
    assertEquals(List.of(), Invariants.violatedNowOrLater(world));
  }

  @Test
  void allFilesAreMovedAndMarked() throws IOException {
    publisher(1).publish(entry());

    assertPublished();
  }

  @Test
  void severalThreadsDoTheSame() throws IOException {
    publisher(4).publish(entry());

    assertPublished();
  }

  @Test
  void publishingAgainDoesNoHarm() throws IOException {
    publisher(1).publish(entry());
    world.files.delete(world.layout.publishedMark(1));

    publisher(1).publish(entry());

    assertPublished();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FAIL_BEFORE", "FAIL_AFTER"})
  void aMoveIsJudgedByWhatIsSeenAfterwards(Fault fault) throws IOException {
    int before = store.calls().size();
    for (int call = 1; call < 20; call++) {
      store.fail(before + call, fault);
    }

    publisher(1).publish(entry());

    assertPublished();
  }

  @Test
  void whatAnotherPublisherFinishedAndCompactionTookAwayIsNoAlarm() throws IOException {
    StoredEntry entry = entry();
    publisher(1).publish(entry);
    for (StagedFile file : entry.entry().files()) {
      world.files.delete(file.path());
    }
    UnreliableStore blind = new UnreliableStore(world.files);
    blind.fail(1, Fault.FAIL_BEFORE); // it began before the mark was there

    new Publisher(
            blind,
            ledger,
            new PublishedMarks(blind, world.layout),
            retryPolicy,
            FileThreads.of(1),
            TestPlans.DIRECTORIES)
        .publish(entry);

    assertFalse(blind.calls().isEmpty());
  }

  @Test
  void aFileThatIsInNeitherPlaceStopsThePublisherLoudly() throws IOException {
    StoredEntry entry = entry();
    world.files.delete(entry.entry().files().get(1).staged());

    NotPublishedException stopped =
        assertThrows(NotPublishedException.class, () -> publisher(3).publish(entry));

    assertEquals(entry, stopped.entry());
    assertFalse(world.tracker(world.files).publishedMarks().checksum(1).isPresent());
  }

  @Test
  void aTargetThatIsTakenIsNeverReplaced() throws IOException {
    StoredEntry entry = entry();
    StagedFile file = entry.entry().files().get(0);
    world.files.putIfAbsent(file.path(), new byte[0]);

    NotPublishedException stopped =
        assertThrows(NotPublishedException.class, () -> publisher(1).publish(entry));

    assertEquals(
        "Cannot publish version 1: file "
            + file.path()
            + " is not in its place (it is still at "
            + file.staged()
            + "). Remove what prevents it; the next run goes on.",
        stopped.getMessage());
    assertEquals(0, world.files.read(file.path()).orElseThrow().length);
  }

  @Test
  void aMoveThatIsRefusedIsTriedForAMinuteAndTheRemedyIsReported() throws IOException {
    StoredEntry entry = entry();
    Duration before = world.clock.waited();
    store.refuseMoves(new AccessControlException("Permission denied: user=me\n\tat x.y.Z"));

    NotPublishedException stopped =
        assertThrows(NotPublishedException.class, () -> publisher(1).publish(entry));

    assertEquals(Duration.ofMinutes(1), world.clock.waited().minus(before));
    StagedFile file = entry.entry().files().get(0);
    assertEquals(
        "Cannot publish version 1: file "
            + file.path()
            + " is not in its place (org.apache.hadoop.security.AccessControlException: Permission"
            + " denied: user=me). Give this user the right to write there; the next run goes on.",
        stopped.getMessage());
  }

  @Test
  void aFullQuotaIsReportedAsSuch() throws IOException {
    StoredEntry entry = entry();
    store.refuseMoves(new ClusterStorageCapacityExceededException("The NameSpace quota is full"));

    NotPublishedException stopped =
        assertThrows(NotPublishedException.class, () -> publisher(1).publish(entry));

    assertTrue(
        stopped.getMessage().contains("Raise the quota there, or make room under it"),
        stopped.getMessage());
  }

  @Test
  void aMoveThatIsNotAnsweredIsTriedForTheWholeTimeout() throws IOException {
    StoredEntry entry = entry();
    Duration before = world.clock.waited();
    store.refuseMoves(new IOException("no answer"));

    assertThrows(NotPublishedException.class, () -> publisher(1).publish(entry));

    assertEquals(Duration.ofMinutes(10), world.clock.waited().minus(before));
  }

  @Test
  void aMarkOfAnotherEntryStopsPublishingLoudlyAndNothingIsMovedOrDeleted() throws IOException {
    String mark = world.layout.publishedMark(1);
    world.files.putIfAbsent(mark, "ab".repeat(32).getBytes(StandardCharsets.US_ASCII));
    List<String> before = world.files.paths();

    NotPublishedException stopped =
        assertThrows(NotPublishedException.class, () -> publisher(1).publish(entry()));
    assertThrows(
        LedgerSetBackException.class, () -> world.tracker(store).orphanCollector().collect());

    assertEquals(
        "Cannot publish version 1: its mark "
            + mark
            + " was made for another entry, so the ledger was set back: its directory was restored"
            + " older than the rest of the state directory. Nothing was moved or deleted. Restore"
            + " the whole state directory as it was last, then check it with 'verify'.",
        stopped.getMessage());
    assertEquals(before, world.files.paths());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "no checksum of any entry"})
  void aMarkThatHoldsNoChecksumStopsPublishingAndIsNamedAsDamaged(String content)
      throws IOException {
    String mark = world.layout.publishedMark(1);
    world.files.putIfAbsent(mark, content.getBytes(StandardCharsets.US_ASCII));

    NotPublishedException stopped =
        assertThrows(NotPublishedException.class, () -> publisher(1).publish(entry()));

    assertTrue(
        stopped
            .getMessage()
            .startsWith(
                "Cannot publish version 1: its mark "
                    + mark
                    + " holds no checksum, so it is damaged. Nothing was moved or deleted."),
        stopped::getMessage);
  }

  @Test
  void aMarkOfAnotherEntryThatComesWhileItIsPublishedStopsItToo() throws IOException {
    StoredEntry entry = entry();
    UnreliableStore meanwhile =
        new UnreliableStore(
            world.files,
            call -> {
              if (call.startsWith("move ")) {
                world.files.putIfAbsent(
                    world.layout.publishedMark(1),
                    "ab".repeat(32).getBytes(StandardCharsets.US_ASCII));
              }
            });

    assertThrows(
        NotPublishedException.class,
        () ->
            new Publisher(
                    meanwhile,
                    ledger,
                    new PublishedMarks(meanwhile, world.layout),
                    retryPolicy,
                    FileThreads.of(1),
                    TestPlans.DIRECTORIES)
                .publish(entry));

    assertEquals(Duration.ZERO, world.clock.waited());
  }

  @Test
  void aFullDiskIsNamedWhereTheMarkCannotBePut() throws IOException {
    StoredEntry entry = entry();
    Duration before = world.clock.waited();
    store.fillDisk();

    NotPublishedException stopped =
        assertThrows(NotPublishedException.class, () -> publisher(1).publish(entry));

    assertEquals(
        "Cannot publish version 1: its files are in their place and it cannot be marked so"
            + " (java.io.IOException: No space left on device). Make room on the disk that it lies"
            + " on; the next run goes on.",
        stopped.getMessage());
    assertEquals(Duration.ofMinutes(1), world.clock.waited().minus(before));
  }
}
