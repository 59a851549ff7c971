package io.sluice.tracker.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.RunOutcome.AnotherWon;
import io.sluice.tracker.commit.RunOutcome.CommittedNothing;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.commit.RunOutcome.NotKnown;
import io.sluice.tracker.commit.RunOutcome.NotPublished;
import io.sluice.tracker.commit.RunOutcome.NothingToCommit;
import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.ledger.AppendAnswer.Committed;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.EntryCodec;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.store.Store.Put;
import io.sluice.tracker.store.UnreliableStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests of the outcome that a client reports, and of acts by others before, meanwhile and
 * afterwards.
 */
class RunEndTest {
  private final World world = new World();
  private final UnreliableStore store = new UnreliableStore(world.files, world::done);
  private final Tracker tracker = world.tracker(world.files);
  private final FreshRun run = new FreshRun(world, store, Dying.ALL);

  @AfterEach
  void everyInvariantHolds() throws IOException {
    assertEquals(List.of(), Invariants.violatedNowOrLater(world));
  }

  private Plan mapped() throws IOException {
    Plan plan = run.plan();
    run.map(plan);
    return plan;
  }

  private StoredEntry head() throws IOException {
    return tracker.ledger().head().orElseThrow();
  }

  @Test
  void theClientCommitsWhatTheManifestsSayWhereTheApplicationMasterDidNot() throws IOException {
    Plan plan = mapped();

    Landed landed = assertInstanceOf(Landed.class, run.end(plan, JobEnd.ENDED));

    assertEquals(List.of(), landed.left());
    assertTrue(tracker.publishedMarks().checksum(1).isPresent());
  }

  @Test
  void theClientPublishesWhatTheApplicationMasterCommitted() throws IOException {
    Plan plan = mapped();
    commitWithoutPublishing(plan);

    assertInstanceOf(Landed.class, run.end(plan, JobEnd.ENDED));
  }

  private void commitWithoutPublishing(Plan plan) {
    CommitDecision decision =
        CommitDecision.of(
            plan,
            OffsetState.EMPTY,
            List.of(
                new TestTask(plan, 0, "0").manifest(),
                new TestTask(plan, 1, "0").manifest(),
                new TestTask(plan, 2, "0").manifest()));
    Ingest entry = new Ingest(author().header(plan), decision.state(), decision.files());
    assertInstanceOf(Committed.class, tracker.ledger().append(entry));
  }

  private Author author() {
    return new Author(world.clock, "test", "me");
  }

  @Test
  void aJobThatDidNothingIsFenced() throws IOException {
    Plan plan = run.plan();

    assertInstanceOf(CommittedNothing.class, run.end(plan, JobEnd.ENDED));
  }

  @ParameterizedTest
  @EnumSource(
      value = JobEnd.class,
      names = {"ENDED", "KILLED_ON_PURPOSE"})
  void aFenceKeepsWhereNewTopicsBegin(JobEnd jobEnd) throws IOException {
    Plan plan =
        new TestPlans("20261121T110333Z-latest", 0, "")
            .range("orders", 0, 25, 40)
            .task(TestPlans.piece("orders", 0, 25, 40, 0))
            .plan();
    tracker.runs().putPlan(plan);
    world.planned(plan);

    StoredEntry fence = assertInstanceOf(CommittedNothing.class, run.end(plan, jobEnd)).fence();

    assertEquals(
        25L,
        fence
            .offsets()
            .state()
            .topic("orders")
            .flatMap(topic -> topic.kafkaPartition(0))
            .orElseThrow()
            .after());
  }

  @Test
  void aJobThatWasKilledOnPurposeIsFencedThoughItHasManifests() throws IOException {
    Plan plan = mapped();

    assertInstanceOf(CommittedNothing.class, run.end(plan, JobEnd.KILLED_ON_PURPOSE));
  }

  @Test
  void aZombieApplicationMasterFindsTheFence() throws IOException {
    Plan plan = mapped();
    run.end(plan, JobEnd.KILLED_ON_PURPOSE);

    assertInstanceOf(CommittedNothing.class, tracker.runCommit().commit(plan));
  }

  @Test
  void aPutThatArrivesAfterTheFenceChangesNothing() throws IOException {
    Plan plan = mapped();
    run.end(plan, JobEnd.KILLED_ON_PURPOSE);
    Entry late = new Ingest(author().header(plan), OffsetState.EMPTY, List.of());

    assertEquals(Put.TAKEN, world.files.putIfAbsent(world.layout.entry(1), EntryCodec.write(late)));
  }

  @Test
  void aClientThatDidNotStartAJobNeedsNoFence() throws IOException {
    run.run();
    Plan plan = run.plan();

    assertInstanceOf(NothingToCommit.class, run.end(plan, JobEnd.NEVER_STARTED));
    assertEquals(1, head().version());
  }

  @Test
  void anotherRunThatWasFasterWins() throws IOException {
    Plan plan = mapped();
    new FreshRun(world, store, Dying.ALL).run();

    AnotherWon won = assertInstanceOf(AnotherWon.class, run.end(plan, JobEnd.ENDED));

    assertEquals(head(), won.entry());
    assertInstanceOf(AnotherWon.class, tracker.runCommit().commit(plan));
  }

  @Test
  void aResetMeanwhileWins() throws IOException {
    run.run();
    world.appendEverywhere();
    Plan plan = mapped();
    Reset reset =
        new Reset(
            author().headerAfter(head(), "act"), head().offsets().state().carried(), "by hand");
    assertInstanceOf(Committed.class, tracker.ledger().append(reset));

    assertInstanceOf(AnotherWon.class, run.end(plan, JobEnd.ENDED));
  }

  @Test
  void rangesThatFailedAreReportedAsLeftAndTheNextRunTakesThem() throws IOException {
    Plan plan = run.plan();
    run.attempt(new TestTask(plan, 0, "0"));
    TestTask early = new TestTask(plan, 2, "0");
    early.outcome(
        TestTask.until(
            plan.tasks().get(2).pieces().get(0).range(), 3, RangeFailure.Kind.UNREACHABLE));
    run.attempt(early);

    Landed landed = assertInstanceOf(Landed.class, run.end(plan, JobEnd.ENDED));

    assertEquals(
        List.of("clicks-0[3,10): ended by UNREACHABLE", "orders-0[20,40): task 1 has not finished"),
        landed.left().stream().map(left -> left.range() + ": " + left.why()).toList());
  }

  @Test
  void whyRangesWereLeftIsReportedAlsoWhereTheApplicationMasterCommitted() throws IOException {
    Plan plan = run.plan();
    TestTask early = new TestTask(plan, 0, "0");
    early.outcome(
        TestTask.until(plan.tasks().get(0).pieces().get(0).range(), 3, RangeFailure.Kind.LIMIT));
    run.attempt(early);
    run.attempt(new TestTask(plan, 2, "0"));
    run.applicationMaster(plan);

    Landed landed = assertInstanceOf(Landed.class, run.end(plan, JobEnd.ENDED));

    assertEquals(
        List.of("orders-0[3,40): ended by LIMIT"),
        landed.left().stream().map(left -> left.range() + ": " + left.why()).toList());
  }

  @Test
  void piecesMayBeReportedInAnyOrder() throws IOException {
    Plan plan = run.plan();
    run.attempt(new TestTask(plan, 0, "0"));
    run.attempt(new TestTask(plan, 1, "0"));
    Manifest manifest = new TestTask(plan, 2, "0").stage(store);
    List<PieceOutcome> backwards = new ArrayList<>(manifest.pieces());
    Collections.reverse(backwards);
    tracker
        .runs()
        .putManifest(
            new Manifest(
                manifest.runId(),
                manifest.base(),
                manifest.task(),
                manifest.attempt(),
                backwards,
                manifest.files(),
                manifest.spoiledTopics()));

    Landed landed = assertInstanceOf(Landed.class, run.end(plan, JobEnd.ENDED));

    assertEquals(List.of(), landed.left());
  }

  @Test
  void aManifestOfOtherPiecesIsLeftOut() throws IOException {
    Plan plan = run.plan();
    run.attempt(new TestTask(plan, 0, "0"));
    Manifest manifest = new TestTask(plan, 1, "0").stage(store);
    tracker
        .runs()
        .putManifest(
            new Manifest(
                manifest.runId(),
                manifest.base(),
                2,
                "0",
                manifest.pieces(),
                manifest.files(),
                Map.of()));

    Landed landed = assertInstanceOf(Landed.class, run.end(plan, JobEnd.ENDED));

    assertEquals(4, landed.left().size(), () -> landed.left().toString());
  }

  @Test
  void aSecondAttemptsManifestWillDoAsWell() throws IOException {
    Plan plan = mapped();
    run.attempt(new TestTask(plan, 0, "1"));
    StoredEntry entry = assertInstanceOf(Landed.class, run.end(plan, JobEnd.ENDED)).entry();

    assertEquals(3, entry.entry().files().size() - 1, "two of the shared task, one of each cut");
  }

  @Test
  void aManifestWhoseFileIsGoneGivesWayToAnother() throws IOException {
    Plan plan = mapped();
    run.attempt(new TestTask(plan, 0, "1"));
    String gone = new TestTask(plan, 0, "0").manifest().files().get(0).staged();
    world.files.delete(gone);
    world.staged.remove(gone);

    Landed landed = assertInstanceOf(Landed.class, run.end(plan, JobEnd.ENDED));

    assertEquals(List.of(), landed.left());
    assertTrue(
        landed.entry().entry().files().stream().anyMatch(file -> file.staged().contains("/0.1/")));
  }

  @Test
  void aStoreThatDoesNotAnswerLeavesItUnknown() throws IOException {
    Plan plan = mapped();
    store.failAlways();

    NotKnown unknown = assertInstanceOf(NotKnown.class, run.end(plan, JobEnd.ENDED));

    assertEquals("no answer", unknown.why());
  }

  @Test
  void whatToDoAboutADamagedStateStaysInTheOutcome() throws IOException {
    Plan plan = mapped();
    String path = world.layout.entry(1);
    ByteArrayOutputStream newer = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(newer)) {
      gzip.write("{\"format\":99}".getBytes(UTF_8));
    }
    world.files.putIfAbsent(path, newer.toByteArray());

    NotKnown end = assertInstanceOf(NotKnown.class, run.end(plan, JobEnd.ENDED));
    NotKnown commit = assertInstanceOf(NotKnown.class, tracker.runCommit().commit(plan));

    for (NotKnown unknown : List.of(end, commit)) {
      assertTrue(unknown.why().startsWith("Cannot read " + path), unknown.why());
      assertTrue(unknown.why().endsWith("Use the Sluice that wrote it, or a newer one."));
    }
    world.files.delete(path);
  }

  @Test
  void aVersionThatTheLedgerHasLetGoLeavesItUnknown() throws IOException {
    Plan plan = run.plan();
    new FreshRun(world, store, Dying.ALL).run();
    world.appendEverywhere();
    new FreshRun(world, store, Dying.ALL).run();
    byte[] kept = world.files.read(world.layout.entry(1)).orElseThrow();
    world.files.delete(world.layout.entry(1));

    assertInstanceOf(NotKnown.class, run.end(plan, JobEnd.ENDED));

    world.files.putIfAbsent(world.layout.entry(1), kept);
  }

  @Test
  void aCommitThatCannotBePublishedIsNoFailure() throws IOException {
    Plan plan = mapped();
    commitWithoutPublishing(plan);
    String staged = head().entry().files().get(0).staged();
    byte[] content = world.files.read(staged).orElseThrow();
    world.files.delete(staged);

    NotPublished stopped = assertInstanceOf(NotPublished.class, run.end(plan, JobEnd.ENDED));

    String path = head().entry().files().get(0).path();
    assertEquals(
        "Cannot publish version 1: file "
            + path
            + " is neither there nor staged at "
            + staged
            + ". Restore it there; the next run goes on. If it is gone for good, go on without it:"
            + " ledger --accept-missing 1 --reason TEXT --execute",
        stopped.why());
    world.files.putIfAbsent(staged, content);
  }
}
