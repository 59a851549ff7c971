package io.sluice.tracker.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.OrphanCollector.Collected;
import io.sluice.tracker.commit.RunOutcome.CommittedNothing;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrphanCollectorTest {
  private final World world = new World();
  private final Tracker tracker = world.tracker(world.files);
  private final FreshRun run = run();

  private FreshRun run() {
    return new FreshRun(
        world, new io.sluice.tracker.store.UnreliableStore(world.files, world::done), Dying.ALL);
  }

  @AfterEach
  void everyInvariantHolds() throws IOException {
    assertEquals(List.of(), Invariants.violatedNowOrLater(world));
  }

  private List<String> left() {
    return world.files.paths().stream()
        .filter(path -> path.contains("/.sluice-staging/") || path.startsWith("/state/runs/"))
        .toList();
  }

  @Test
  void anEmptyLedgerKeepsEverything() throws IOException {
    Plan plan = run.plan();
    run.map(plan);
    List<String> before = left();

    assertEquals(new Collected(0, 0), tracker.orphanCollector().collect());

    assertEquals(before, left());
  }

  @Test
  void anUnpublishedHeadKeepsEverything() throws IOException {
    Plan loser = run.plan();
    run.map(loser);
    Plan winner = run.plan();
    run.map(winner);
    run.applicationMaster(winner);
    world.files.delete(world.layout.publishedMark(1));
    List<String> before = left();

    assertEquals(new Collected(0, 0), tracker.orphanCollector().collect());

    assertEquals(before, left());
  }

  @Test
  void theStagingOfALoserGoesOnceTheHeadIsPublished() throws IOException {
    Plan loser = run.plan();
    run.map(loser);

    run.run();

    assertEquals(List.of(), left());
  }

  @Test
  void aRunOnTheHeadIsKept() throws IOException {
    run.run();
    world.appendEverywhere();
    Plan alive = run.plan();
    run.map(alive);
    List<String> before = left();

    tracker.orphanCollector().collect();

    assertEquals(before, left());
  }

  @Test
  void whatAZombieWritesAfterItsRunWasCollectedIsTakenWithTheNext() throws IOException {
    Plan zombie = run.plan();
    run.run();
    run.attempt(new TestTask(zombie, 0, "9"));
    world.appendEverywhere();

    run.run();

    assertEquals(List.of(), left());
  }

  @Test
  void runsWhosePlanIsOfANewerSluiceAreLeft() throws IOException {
    run.run();
    String plan = world.layout.plan(0, "newer");
    world.files.putIfAbsent(plan, "{\"format\":2}".getBytes(StandardCharsets.UTF_8));

    tracker.orphanCollector().collect();

    assertEquals(List.of(plan), left());
  }

  @Test
  void aRunADayOldOnTheHeadIsFencedOffAndThenCollected() throws IOException {
    run.run();
    world.appendEverywhere();
    Plan old = run.plan();
    run.map(old);
    world.clock.pass(Duration.ofDays(1));

    Optional<StoredEntry> head = tracker.runFencing().fence(tracker.recovery().recover());

    assertEquals(2, head.orElseThrow().version());
    assertInstanceOf(CommittedNothing.class, run.end(old, JobEnd.ENDED));
    tracker.orphanCollector().collect();
    assertEquals(List.of(), left());
  }

  @Test
  void aRunADayOldOnAnEmptyLedgerIsFencedOffToo() throws IOException {
    Plan old = run.plan();
    world.clock.pass(Duration.ofDays(1));

    Optional<StoredEntry> head = tracker.runFencing().fence(Optional.empty());

    assertEquals(1, head.orElseThrow().version());
    assertInstanceOf(CommittedNothing.class, run.end(old, JobEnd.ENDED));
  }

  @Test
  void theFenceOfARunADayOldKeepsWhereItsTopicsBegin() throws IOException {
    Plan old =
        new TestPlans("20261121T110333Z-latest", 0, "")
            .range("orders", 0, 25, 40)
            .task(TestPlans.piece("orders", 0, 25, 40, 0))
            .plan();
    tracker.runs().putPlan(old);
    world.planned(old);
    world.clock.pass(Duration.ofDays(1));

    Optional<StoredEntry> head = tracker.runFencing().fence(Optional.empty());

    assertEquals(
        Optional.of(25L),
        head.orElseThrow()
            .offsets()
            .state()
            .topic("orders")
            .flatMap(topic -> topic.kafkaPartition(0))
            .map(KafkaPartitionState::after));
  }

  @Test
  void aYoungerRunIsNotFenced() throws IOException {
    run.plan();
    world.clock.pass(Duration.ofHours(23));

    assertEquals(Optional.empty(), tracker.runFencing().fence(Optional.empty()));
    assertTrue(tracker.ledger().head().isEmpty());
  }

  @Test
  void whatAnotherStateDirectoryOfTheSameNameHasStagedStays() throws IOException {
    String staged = stagedBy(new StagingOwner(TestPlans.INGESTION, "another", "/other"));

    run.run();

    assertEquals(List.of(staged), left());
    world.files.delete(staged);
  }

  @Test
  void whatACopyOfTheStateDirectoryHasStagedStays() throws IOException {
    String staged = stagedBy(new StagingOwner(TestPlans.INGESTION, TestPlans.LEDGER_ID, "/copy"));

    run.run();

    assertEquals(List.of(staged), left());
    world.files.delete(staged);
  }

  private String stagedBy(StagingOwner owner) {
    String staged =
        StagedPaths.stagingOn("/data/orders", owner, 0) + "/20261121T110333Z-abcdef/0.0/f.staged";
    world.files.putIfAbsent(staged, new byte[0]);
    return staged;
  }
}
