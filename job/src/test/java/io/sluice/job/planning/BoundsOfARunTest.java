package io.sluice.job.planning;

import static io.sluice.job.planning.PlanningWorld.MEGA;
import static io.sluice.job.planning.PlanningWorld.range;
import static io.sluice.job.planning.PlanningWorld.readTopics;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.kafka.TopicRetention;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.PlanSummary.SizeSource;
import io.sluice.job.planning.begin.Remark;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedTask;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests of the limits of a run, the cuts and the estimated sizes. */
class BoundsOfARunTest {
  private final PlanningWorld world = new PlanningWorld();

  @Test
  void threeGigabytesInOneKafkaPartitionAreSeveralPiecesAndTheNearEmptyOnesShareTasksAndFiles()
      throws Exception {
    world.kafka.create("events", 200).append("events", 0, 3_000_000, 3_072 * MEGA);
    for (int i = 1; i < 200; i++) {
      world.kafka.append("events", i, 10, 10_000);
    }

    Plan plan = world.plan();

    List<Piece> hot = pieces(plan).stream().filter(each -> number(each) == 0).toList();
    List<Piece> rest = pieces(plan).stream().filter(each -> number(each) > 0).toList();
    assertEquals(6, hot.size());
    assertEquals(6, hot.stream().map(Piece::fileGroup).distinct().count());
    assertEquals(199, rest.size());
    assertEquals(1, rest.stream().map(Piece::fileGroup).distinct().count(), "one file for all");
    assertEquals(6, plan.tasks().size());
    assertEquals(0, hot.stream().mapToLong(each -> each.range().start()).min().orElseThrow());
    assertEquals(3_000_000, hot.stream().mapToLong(each -> each.range().end()).max().orElseThrow());
  }

  @Test
  void onlyTheFirstPieceIsSoughtWithTheLedgersEpoch() throws Exception {
    world.kafka.create("events", 1).append("events", 0, 10, 10);
    world.run();
    world.kafka.append("events", 0, 3_000_000, 3_072 * MEGA);

    List<Integer> epochs =
        pieces(world.plan()).stream()
            .filter(each -> each.range().start() > 10)
            .map(Piece::ledgerEpoch)
            .distinct()
            .toList();

    assertEquals(List.of(LeaderEpoch.UNKNOWN), epochs);
  }

  @Test
  void recordsWithoutAnEpochAreNotCut() throws Exception {
    world.epoch = LeaderEpoch.UNKNOWN;
    world.kafka.create("events", 1).append("events", 0, 10, 10);
    world.run();
    world.kafka.append("events", 0, 3_000_000, 3_072 * MEGA);

    Planned planned = world.planned();

    assertEquals(1, pieces(planned.plan()).size());
    assertTrue(
        remarks(planned, Remark.Kind.WARNING).contains("One task reads all of events-0"),
        () -> planned.planSummary().remarks().toString());
  }

  @Test
  void tasksAreNumberedByBytesDescending() throws Exception {
    world.kafka.create("events", 5);
    for (int i = 0; i < 5; i++) {
      world.kafka.append("events", i, 1_000, (i + 1L) * 150 * MEGA);
    }

    List<PlannedTask> tasks = world.plan().tasks();

    assertTrue(tasks.size() > 1);
    for (int i = 0; i < tasks.size(); i++) {
      assertEquals(i, tasks.get(i).number());
      assertTrue(i == 0 || tasks.get(i - 1).bytes() >= tasks.get(i).bytes());
    }
  }

  @Test
  void aBoundedRunTakesByPriorityAndReportsWhatItLeaves() throws Exception {
    world.splitBytes = 10 * MEGA;
    world.maxMapTasks = 1;
    world.priorities.put("b", 1);
    world.kafka.create("a", 1).append("a", 0, 1_000, 100 * MEGA);
    world.kafka.create("b", 1).append("b", 0, 1_000, 100 * MEGA);

    Planned planned = world.planned();

    long a = range(planned.plan(), "a", 0).end();
    long b = range(planned.plan(), "b", 0).end();
    assertTrue(a > 0 && b > 2 * a, () -> "a " + a + ", b " + b);
    assertEquals(2_000 - a - b, planned.planSummary().left());
    assertEquals(1, planned.plan().tasks().size());
    assertTrue(
        remarks(planned, Remark.Kind.BOUND).contains("are left for the next run"),
        () -> planned.planSummary().remarks().toString());
  }

  @Test
  void aRunIsNotedInTheDirectoriesOfTheTopicsThatItReads() throws Exception {
    world.kafka.create("events", 1).append("events", 0, 10, 10);
    world.kafka.create("idle", 1);

    world.plan();

    assertEquals(Set.of("events"), world.directories.noted);
  }

  @Test
  void theNextRunTakesTheLeastRecentlyServed() throws Exception {
    world.splitBytes = 10 * MEGA;
    world.maxMapTasks = 1;
    world.kafka.create("events", 60);
    for (int i = 0; i < 60; i++) {
      world.kafka.append("events", i, 1_000, MEGA);
    }

    Set<Integer> first = numbers(world.run());
    Set<Integer> second = numbers(world.run());

    assertTrue(first.size() > 20 && first.size() < 40, first::toString);
    Set<Integer> served = new TreeSet<>(first);
    served.addAll(second);
    assertEquals(60, served.size());
  }

  @Test
  void allIsReadInTheEndHoweverSmallTheBound() throws Exception {
    world.splitBytes = MEGA;
    world.maxMapTasks = 3;
    world.maxBytes = 2 * MEGA;
    world.kafka.create("events", 20);
    for (int i = 0; i < 20; i++) {
      world.kafka.append("events", i, 100 + i, MEGA + i * 1_000L);
    }

    int runs = 0;
    while (!world.run().tasks().isEmpty()) {
      runs++;
      assertTrue(runs < 40, "it must come to an end");
    }

    assertTrue(runs >= 10, "runs: " + runs);
    for (int i = 0; i < 20; i++) {
      assertEquals(100 + i, range(world.plan(), "events", i).end());
    }
  }

  @Test
  void whatExpiresFirstIsReadFirst() throws Exception {
    long week = 7L * 24 * 3600 * 1000;
    long now = world.now.toEpochMilli();
    world.splitBytes = 10 * MEGA;
    world.maxMapTasks = 1;
    world.priorities.put("young", 9);
    world.kafka.create("old", 1).create("young", 1);
    world.kafka.append("old", 0, 100, 10 * MEGA, now - week + 3_600_000);
    world.kafka.append("old", 0, 100, 10 * MEGA, now - 1_000);
    world.kafka.append("young", 0, 200, 20 * MEGA, now - 1_000);

    Planned planned = world.planned();

    assertTrue(
        range(planned.plan(), "old", 0).end() >= range(planned.plan(), "young", 0).end(),
        () -> planned.plan().toString());
    assertEquals(
        List.of("old-0[0,100)"),
        planned.planSummary().expiring().stream().map(each -> each.range().toString()).toList());
    assertEquals(week / 8, planned.planSummary().expiring().get(0).within().toMillis());
  }

  @Test
  void nothingExpiresOfATopicThatIsCompactedOnly() throws Exception {
    world.kafka.create("table", 1).retain("table", TopicRetention.FOREVER);
    world.kafka.append("table", 0, 100, MEGA, 1_000);

    assertEquals(List.of(), world.planned().planSummary().expiring());
  }

  @Test
  void withoutARightToLogSizesTheLedgersFilesShowTheWeight() throws Exception {
    world.kafka.create("events", 1).create("other", 1).forbidSizes();
    world.kafka.append("events", 0, 10, 10);
    world.run();
    world.withFiles(
        new StagedFile(
            StagedFile.Kind.DATA,
            "events",
            1,
            "dt=2026-11-21",
            "/staged",
            "/data/events/1.avro",
            5_000,
            10,
            0,
            List.of(new StagedFile.Part(0, 0, 9, 10))));
    world.kafka.append("events", 0, 100, 10);

    Planned planned = world.planned();

    assertEquals(50_000, planned.planSummary().bytes());
    assertEquals(SizeSource.LEDGER, planned.planSummary().topics().get(0).sizeSource());
    assertTrue(
        remarks(planned, Remark.Kind.WARNING).contains("Cannot ask the brokers for log sizes"));
    assertTrue(
        remarks(planned, Remark.Kind.WARNING)
            .contains("Cannot read the retention of 1 topics, events among them"));
  }

  @Test
  void aTaskReadsTopicByTopic() throws Exception {
    for (String topic : List.of("a", "b", "c")) {
      world.kafka.create(topic, 50);
      for (int i = 0; i < 50; i++) {
        world.kafka.append(topic, i, 10, 1_000);
      }
    }

    Plan plan = world.plan();

    assertEquals(1, plan.tasks().size());
    List<String> order =
        plan.tasks().get(0).pieces().stream()
            .map(each -> each.range().kafkaPartition().topic())
            .toList();
    assertEquals(order.stream().sorted().toList(), order);
    assertEquals(
        Set.of("a", "b", "c"),
        plan.tasks().get(0).pieces().stream()
            .collect(Collectors.groupingBy(Piece::fileGroup))
            .values()
            .stream()
            .map(group -> group.get(0).range().kafkaPartition().topic())
            .collect(Collectors.toSet()));
  }

  @Test
  void aTopicThatCannotLandGivesItsRoomToTheNext() throws Exception {
    world.splitBytes = 10 * MEGA;
    world.maxMapTasks = 1;
    world.maxBytes = 10 * MEGA;
    world.priorities.put("broken", 1);
    world.schemas.answers.put("broken", new LandingSchemas.Unfit("none"));
    world.kafka.create("broken", 1).append("broken", 0, 1_000, 100 * MEGA);
    world.kafka.create("sound", 1).append("sound", 0, 1_000, 9 * MEGA);

    Plan plan = world.plan();

    assertEquals(List.of("sound"), readTopics(plan));
    assertEquals(1_000, range(plan, "sound", 0).end());
  }

  private static List<Piece> pieces(Plan plan) {
    return plan.tasks().stream().flatMap(task -> task.pieces().stream()).toList();
  }

  private static Set<Integer> numbers(Plan plan) {
    return pieces(plan).stream().map(BoundsOfARunTest::number).collect(Collectors.toSet());
  }

  private static int number(Piece piece) {
    return piece.range().kafkaPartition().number();
  }

  private static String remarks(Planned planned, Remark.Kind kind) {
    return planned.planSummary().remarks().stream()
        .filter(each -> each.kind() == kind)
        .map(Remark::message)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aTopicThatIsAheadOfItsLedgerIsHeldThoughTheRunHasNoRoomForIt() throws Exception {
    world.kafka.create("added", 1).append("added", 0, 1_000, 30 * MEGA);
    world.kafka.create("orders", 1).append("orders", 0, 1_000, 30 * MEGA);
    world.priorities.put("added", 1);
    world.maxBytes = 10 * MEGA;
    assertEquals(List.of("added"), PlanningWorld.readTopics(world.plan()), "no room for orders");
    world.directories.answers.put(
        "orders", new TopicDirectories.Unusable(Hold.Cause.LEDGER_SET_BACK, "2-x.avro is there"));

    Plan plan = world.plan();

    assertEquals(List.of("added"), PlanningWorld.readTopics(plan));
    assertEquals(List.of("orders/ledger-set-back"), plan.held().stream().map(Hold::id).toList());
  }
}
