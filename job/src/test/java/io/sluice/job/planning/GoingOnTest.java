package io.sluice.job.planning;

import static io.sluice.job.planning.PlanningWorld.find;
import static io.sluice.job.planning.PlanningWorld.lost;
import static io.sluice.job.planning.PlanningWorld.range;
import static io.sluice.job.planning.PlanningWorld.readTopics;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.config.TopicPlanningOptions.OnDataLoss;
import io.sluice.job.config.TopicPlanningOptions.OnTopicRecreated;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.PlanOutcome.Refusal;
import io.sluice.job.planning.PlanOutcome.Refused;
import io.sluice.job.planning.PlanOutcome.ResetFirst;
import io.sluice.job.planning.begin.Remark;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.MaintenanceEntry.Release;
import io.sluice.tracker.entry.MaintenanceEntry.Release.ReleasedRange;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the offsets at which reading goes on, of holds and of losses. */
class GoingOnTest {
  private final PlanningWorld world = new PlanningWorld();

  @BeforeEach
  void twoTopicsHaveLanded() throws Exception {
    world.kafka.create("orders", 2).create("clicks", 1);
    append(100);
    world.run();
  }

  private void append(long records) {
    world.kafka.append("orders", 0, records, records * 100);
    world.kafka.append("orders", 1, records, records * 100);
    world.kafka.append("clicks", 0, records, records * 100);
  }

  @Test
  void readingGoesOnBehindWhatHasLanded() throws Exception {
    append(20);

    Plan plan = world.plan();

    assertEquals(100, range(plan, "orders", 1).start());
    assertEquals(120, range(plan, "orders", 1).end());
    assertEquals(1, plan.base());
    assertEquals("checksum-1", plan.baseChecksum());
    assertTrue(
        plan.tasks().stream()
            .flatMap(task -> task.pieces().stream())
            .allMatch(piece -> piece.ledgerEpoch() == PlanningWorld.EPOCH_OF_ALL_RECORDS));
  }

  @Test
  void nothingNewIsAPlanWithoutTasksAndWithoutQuestionsOnSizes() throws Exception {
    world.kafka.forgetQuestions();

    Plan plan = world.plan();

    assertEquals(List.of(), plan.tasks());
    assertEquals(100, range(plan, "orders", 0).end(), "idle: its watermark moves");
    assertEquals(
        List.of(
            "clusterId",
            "topicNames",
            "topics",
            "offsets EARLIEST",
            "offsets LOG_END",
            "offsets LAST_STABLE"),
        world.kafka.questions());
  }

  @Test
  void anOpenTransactionIsNotIdleAndIsNotRead() throws Exception {
    world.kafka.appendUndecided("clicks", 0, 5);

    Planned planned = world.planned();

    assertEquals(Optional.empty(), find(planned.plan(), "clicks", 0));
    assertEquals(5, planned.planSummary().lag());
  }

  @Test
  void aTransactionThatIsOpenForMoreThanAnHourIsReportedWithItsProducer() throws Exception {
    world.kafka.appendUndecided("clicks", 0, 5, world.now.minusSeconds(3601).toEpochMilli());
    world.kafka.appendUndecided("orders", 0, 5, world.now.minusSeconds(3599).toEpochMilli());

    List<Remark> remarks = world.planned().planSummary().remarks();

    assertEquals(List.of("clicks"), remarks.stream().map(Remark::topic).toList());
    String message = remarks.get(0).message();
    assertTrue(
        message.contains(
            "producer id 4711 is open there, whose last record is of 2026-11-21T10:59"),
        message);
    assertTrue(message.contains("kafka-transactions.sh abort --topic clicks"), message);
  }

  @Test
  void aKafkaPartitionWithoutALeaderIsLeftOutAndTheOthersAreRead() throws Exception {
    append(20);
    world.kafka.takeLeader("orders", 1);

    Planned planned = world.planned();

    assertEquals(120, range(planned.plan(), "orders", 0).end());
    assertEquals(120, range(planned.plan(), "clicks", 0).end());
    assertEquals(Optional.empty(), find(planned.plan(), "orders", 1));
    assertTrue(planned.planSummary().leavesSomethingOut());
  }

  @Test
  void aTopicThatIsGoneIsReportedAndKeepsItsStateAndTheOthersAreRead() throws Exception {
    world.patterns = new TopicPatterns(List.of("orders", "clicks"), "", "");
    append(20);
    world.kafka.delete("clicks");

    Planned planned = world.planned();

    assertEquals(List.of("orders"), readTopics(planned.plan()));
    assertTrue(planned.planSummary().leavesSomethingOut());
  }

  @Test
  void anotherClusterIsRefused() throws Exception {
    world.kafka.becomeCluster("elsewhere");

    Refused refused = assertInstanceOf(Refused.class, world.outcome());

    assertEquals(Refusal.OTHER_CLUSTER, refused.why());
    assertEquals(
        "Cannot plan test on Kafka cluster elsewhere: its ledger holds offsets of cluster fake-cluster. Correct kafka.bootstrap.servers, or give the other cluster an ingestion of its own.",
        refused.message());
  }

  @Test
  void anotherFileSystemIsRefused() throws Exception {
    world.fileSystem = "hdfs://other";

    Refused refused = assertInstanceOf(Refused.class, world.outcome());

    assertEquals(Refusal.OTHER_FILE_SYSTEM, refused.why());
    assertEquals(
        "Cannot plan test on file system hdfs://other: its ledger's files lie on hdfs://nn. Correct topics.dir and state.dir, or Hadoop's fs.defaultFS. If that file system was only given another name, and these are its directories, say so once: --set file.system.renamed.from=hdfs://nn.",
        refused.message());
  }

  @Test
  void aFileSystemThatWasRenamedIsAcceptedOnceAPersonSaysSoAndItsNewNameIsKept() throws Exception {
    world.fileSystem = "hdfs://nameservice";
    world.renamedFrom = Optional.of("hdfs://nn:8020");
    append(20);

    assertEquals("hdfs://nameservice", world.run().fileSystem());
    world.renamedFrom = Optional.empty();
    append(20);

    assertEquals("hdfs://nameservice", world.run().fileSystem());
  }

  @Test
  void anotherFileSystemThanTheRenamedOneIsRefusedStill() throws Exception {
    world.fileSystem = "hdfs://nameservice";
    world.renamedFrom = Optional.of("hdfs://elsewhere");

    assertEquals(Refusal.OTHER_FILE_SYSTEM, assertInstanceOf(Refused.class, world.outcome()).why());
  }

  @Test
  void hdfssOwnPortAndTheCaseOfANameAreNoOtherFileSystem() throws Exception {
    world.fileSystem = "hdfs://NN:8020/";
    append(20);

    assertEquals(List.of("clicks", "orders"), readTopics(world.plan()));
  }

  @Test
  void whatExpiredIsALossToTheOffsetAndTheRestIsRead() throws Exception {
    append(50);
    world.kafka.expire("orders", 0, 130);

    Plan plan = world.run();

    assertEquals(100, range(plan, "orders", 0).before());
    assertEquals(130, range(plan, "orders", 0).start());
    assertEquals(150, range(plan, "orders", 0).end());
    assertEquals(List.of(lost(100, 130)), range(plan, "orders", 0).gaps());
    assertEquals(
        List.of("orders/0/g0/lost-100"), plan.losses().stream().map(loss -> loss.id()).toList());
    assertEquals(
        LeaderEpoch.UNKNOWN,
        plan.tasks().stream()
            .flatMap(task -> task.pieces().stream())
            .filter(piece -> piece.range().start() == 130)
            .findFirst()
            .orElseThrow()
            .ledgerEpoch(),
        "the ledger's epoch ended before the gap did");
  }

  @Test
  void aLossIsCarriedUntilItIsAcknowledged() throws Exception {
    append(50);
    world.kafka.expire("orders", 0, 130);
    world.run();
    long since = world.base.state().losses().get(0).since();
    world.now = world.now.plus(Duration.ofHours(1));

    Plan carried = world.run();
    world.acknowledged.add("orders/0/g0/lost-100");
    Plan acknowledged = world.run();

    assertEquals(List.of(since), carried.losses().stream().map(loss -> loss.since()).toList());
    assertEquals(List.of(), acknowledged.losses());
  }

  @Test
  void whatExpiredIsHeldIfThatIsAskedForAndReleasedWhenItIsNot() throws Exception {
    world.onDataLoss = OnDataLoss.HOLD;
    append(50);
    world.kafka.expire("orders", 0, 130);

    Plan held = world.run();
    world.onDataLoss = OnDataLoss.SKIP;
    Plan skipped = world.run();

    assertEquals(List.of("orders/0/data-loss"), ids(held));
    assertEquals(Optional.empty(), find(held, "orders", 0));
    assertEquals(150, range(held, "orders", 1).end());
    assertEquals(List.of(), ids(skipped));
    assertEquals(List.of(lost(100, 130)), range(skipped, "orders", 0).gaps());
  }

  @Test
  void whatExpiredFailsTheRunIfThatIsAskedFor() throws Exception {
    world.onDataLoss = OnDataLoss.FAIL;
    append(50);
    world.kafka.expire("orders", 0, 130);

    Refused refused = assertInstanceOf(Refused.class, world.outcome());

    assertEquals(Refusal.DATA_LOSS, refused.why());
    assertTrue(
        refused
            .message()
            .startsWith(
                "Cannot go on: 30 offsets of orders-0, from 100 to 130, expired before they were read"),
        refused::message);
  }

  @Test
  void anOffsetBeyondTheEndIsHeldUntilAPersonReleasesItHoweverFarTheLogGrows() throws Exception {
    world.kafka.truncate("orders", 0, 60);

    Plan held = world.run();
    long since = world.base.state().held().get(0).since();
    world.now = world.now.plus(Duration.ofHours(1));
    Plan still = world.run();
    world.kafka.append("orders", 0, 50, 5_000);
    Plan grown = world.run();

    assertEquals(List.of("orders/0/beyond-end"), ids(held));
    assertEquals(Optional.empty(), find(held, "orders", 0));
    assertEquals(List.of(since), still.held().stream().map(Hold::since).toList());
    assertEquals(List.of("orders/0/beyond-end"), ids(grown));
    assertEquals(Optional.empty(), find(grown, "orders", 0));
  }

  @Test
  void aRecreatedTopicIsHeldAndTheOthersAreRead() throws Exception {
    append(20);
    world.kafka.create("orders", 2).append("orders", 0, 500, 50_000);

    Plan plan = world.run();

    assertEquals(List.of("orders/recreated"), ids(plan));
    assertEquals(List.of("clicks"), readTopics(plan));
  }

  @Test
  void brokersWithoutTopicIdsAreReportedOnceAndReadByTheirOffsets() throws Exception {
    append(20);
    world.kafka.withoutTopicIds();

    Planned planned = world.planned();

    assertEquals(List.of("clicks", "orders"), readTopics(planned.plan()));
    List<String> messages = planned.planSummary().remarks().stream().map(Remark::message).toList();
    assertEquals(1, messages.size(), messages::toString);
    assertTrue(messages.get(0).startsWith("The brokers give no topic ids"), messages::toString);
  }

  @Test
  void aRecreatedTopicBeginsANewGenerationOnceTheResetStands() throws Exception {
    world.onTopicRecreated = OnTopicRecreated.RESTART;
    world.kafka.create("orders", 2).append("orders", 0, 500, 50_000);

    ResetFirst reset = assertInstanceOf(ResetFirst.class, world.outcome());
    world.reset(reset.state());
    Plan plan = world.plan();

    KafkaPartitionState state =
        reset.state().topic("orders").flatMap(topic -> topic.kafkaPartition(0)).orElseThrow();
    assertEquals(100, state.before());
    assertEquals(0, state.after());
    assertEquals(1, state.generation());
    assertEquals(List.of("orders"), reset.topics());
    assertEquals(0, range(plan, "orders", 0).start());
    assertEquals(500, range(plan, "orders", 0).end());
    assertEquals(1, range(plan, "orders", 0).generation());
    assertEquals(List.of(), plan.held());
    assertEquals(100, range(plan, "clicks", 0).start());
  }

  @Test
  void whatAReaderFoundTruncatedStaysHeld() throws Exception {
    world.hold("orders", 1, Cause.TRUNCATED, 7);
    append(20);

    Plan plan = world.plan();

    assertEquals(List.of("orders/1/truncated"), ids(plan));
    assertEquals(List.of(7L), plan.held().stream().map(Hold::since).toList());
    assertEquals(Optional.empty(), find(plan, "orders", 1));
    assertEquals(120, range(plan, "orders", 0).end());
  }

  @Test
  void aKafkaPartitionWithACorruptBatchStaysHeldUntilItIsReleased() throws Exception {
    world.hold("orders", 1, Cause.CORRUPT, 7);
    append(20);

    Plan plan = world.plan();

    assertEquals(List.of("orders/1/corrupt"), ids(plan));
    assertEquals(Optional.empty(), find(plan, "orders", 1));
    assertEquals(120, range(plan, "orders", 0).end());
  }

  @Test
  void aKafkaPartitionThatDidNotFitIntoATasksMemoryIsReadOnceMoreInATaskOfItsOwn()
      throws Exception {
    world.hold("orders", 1, Cause.MEMORY, 7, Hold::triedAlone);
    append(20);

    Plan plan = world.plan();

    assertEquals(List.of("orders/1/memory"), ids(plan));
    assertEquals(List.of(), waiting(plan));
    assertEquals(120, range(plan, "orders", 1).end());
    assertEquals(
        List.of(List.of("orders-1"), List.of("clicks-0", "orders-0")),
        plan.tasks().stream()
            .map(
                task ->
                    task.pieces().stream()
                        .map(piece -> piece.range().kafkaPartition().toString())
                        .sorted()
                        .toList())
            .sorted(java.util.Comparator.comparing(List::size))
            .toList());
  }

  @Test
  void aKafkaPartitionThatDidNotFitTwiceStaysHeldUntilItIsReleased() throws Exception {
    world.hold("orders", 1, Cause.MEMORY, 7);
    append(20);

    Plan plan = world.plan();

    assertEquals(List.of("orders/1/memory"), waiting(plan));
    assertEquals(Optional.empty(), find(plan, "orders", 1));
    assertEquals(120, range(plan, "orders", 0).end());
  }

  @Test
  void aTopicWhoseLedgerWasSetBackStaysHeldWhole() throws Exception {
    world.hold("orders", Hold.WHOLE_TOPIC, Cause.LEDGER_SET_BACK, 7);
    world.directories.answers.put(
        "orders", new TopicDirectories.Unusable(Cause.LEDGER_SET_BACK, "9-x.avro is there"));
    append(20);

    Plan plan = world.plan();

    assertEquals(List.of("orders/ledger-set-back"), ids(plan));
    assertEquals(List.of("clicks"), readTopics(plan));
  }

  @Test
  void aTopicThatIsAheadOfItsLedgerIsHeldAndLetGoOnceItIsNot() throws Exception {
    world.directories.answers.put(
        "orders", new TopicDirectories.Unusable(Cause.LEDGER_SET_BACK, "9-x.avro is there"));
    append(20);

    assertEquals(List.of("orders/ledger-set-back"), ids(world.plan()));

    world.hold("orders", Hold.WHOLE_TOPIC, Cause.LEDGER_SET_BACK, 7);
    world.directories.answers.clear();
    assertEquals(List.of(), ids(world.plan()));
  }

  @Test
  void aTopicsDirectoryIsJudgedByTheVersionThatMovedTheTopicLast() throws Exception {
    world.kafka.append("orders", 1, 20, 2_000);
    world.run();
    world.kafka.create("added", 1).append("added", 0, 20, 2_000);
    append(20);

    world.plan();

    assertEquals(Map.of("added", 0L, "clicks", 1L, "orders", 2L), world.directories.lastMoved);
  }

  @Test
  void afterAResetTheVersionThatMovedATopicLastIsNotKnown() throws Exception {
    world.reset(world.base.state().carried().reset("orders", "", Map.of(1, 50L)));
    append(20);

    world.plan();

    assertEquals(Map.of("clicks", 1L), world.directories.lastMoved);
  }

  @Test
  void aTopicOverItsErrorBudgetIsTriedAgain() throws Exception {
    world.hold("clicks", Hold.WHOLE_TOPIC, Cause.ERROR_BUDGET, 7);

    Plan idle = world.plan();
    append(20);
    Plan tried = world.plan();

    assertEquals(List.of("clicks/error-budget"), ids(idle));
    assertEquals(List.of(), ids(tried));
    assertEquals(List.of("clicks", "orders"), readTopics(tried));
  }

  @Test
  void whatWasAcceptedIsReadUpToItsEndWithoutABudgetAndOnce() throws Exception {
    world.hold("orders", Hold.WHOLE_TOPIC, Cause.ERROR_BUDGET, 7);
    append(20);
    world.releases.add(
        new Release(HEADER, "seen", "orders", List.of(new ReleasedRange(0, 0, 100, 115))));

    Plan lenient = world.run();
    Plan strict = world.run();

    assertEquals(115, range(lenient, "orders", 0).end());
    assertEquals(100, find(lenient, "orders", 1).map(PlannedRange::end).orElse(100L));
    assertEquals(120, range(lenient, "clicks", 0).end());
    assertEquals(List.of(), ids(lenient));
    assertEquals(Long.MAX_VALUE, budget(lenient, "orders"));
    assertEquals(100, budget(lenient, "clicks"));
    assertEquals(115, range(strict, "orders", 0).start());
    assertEquals(120, range(strict, "orders", 0).end());
    assertEquals(120, range(strict, "orders", 1).end());
    assertEquals(100, budget(strict, "orders"));
  }

  @Test
  void whatWasAcceptedInAnotherGenerationIsNotAcceptedInThisOne() throws Exception {
    append(20);
    world.releases.add(
        new Release(HEADER, "seen", "orders", List.of(new ReleasedRange(0, 1, 100, 115))));

    Plan plan = world.plan();

    assertEquals(120, range(plan, "orders", 0).end());
    assertEquals(100, budget(plan, "orders"));
  }

  private static final EntryHeader HEADER =
      new EntryHeader("test", "ledger", 1, "act", 0, "test", "me", "cluster", "file:///", "");

  private static long budget(Plan plan, String topic) {
    return plan.topics().stream()
        .filter(each -> each.topic().equals(topic))
        .mapToLong(each -> each.errorBudget().minCount())
        .sum();
  }

  @Test
  void aTopicWithoutALandingSchemaIsHeldAndTheOthersAreRead() throws Exception {
    world.schemas.answers.put("clicks", new LandingSchemas.Unfit("no subject clicks-value"));
    append(20);

    Plan held = world.run();
    world.schemas.answers.clear();
    Plan released = world.run();

    assertEquals(List.of("clicks/schema"), ids(held));
    assertEquals(List.of("orders"), readTopics(held));
    assertEquals(Optional.empty(), find(held, "clicks", 0));
    assertEquals(List.of(), ids(released));
    assertEquals(List.of("clicks"), readTopics(released));
  }

  @Test
  void aTopicWhoseSchemaCannotBeAskedIsLeftOut() throws Exception {
    world.schemas.answers.put("clicks", new LandingSchemas.NotNow("registry does not answer"));
    append(20);

    Planned planned = world.planned();

    assertEquals(List.of(), ids(planned.plan()));
    assertEquals(List.of("orders"), readTopics(planned.plan()));
    assertTrue(planned.planSummary().leavesSomethingOut());
  }

  @Test
  void aTopicWhoseDirectoryIsAnothersIsHeldAndTheOthersAreRead() throws Exception {
    world.directories.answers.put(
        "clicks", new TopicDirectories.Unusable(Cause.OWNER, "it belongs to other"));
    append(20);

    Plan plan = world.plan();

    assertEquals(List.of("clicks/owner"), ids(plan));
    assertEquals(List.of("orders"), readTopics(plan));
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void aHoldWaitsForNobodyOnceItsTopicIsNotInTheConfiguration(Cause cause) throws Exception {
    world.hold("clicks", whole(cause) ? Hold.WHOLE_TOPIC : 0, cause, 7);
    world.patterns = new TopicPatterns(List.of("orders"), "", "");

    Plan plan = world.run();

    assertEquals(List.of(), waiting(plan));
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void aHoldWaitsForNobodyOnceItsTopicIsDeleted(Cause cause) throws Exception {
    world.hold("clicks", whole(cause) ? Hold.WHOLE_TOPIC : 0, cause, 7);
    world.kafka.delete("clicks");

    Planned planned = world.planned();

    assertEquals(List.of(), waiting(planned.plan()));
    assertTrue(
        planned.planSummary().remarks().stream()
            .anyMatch(
                each ->
                    each.kind() == Remark.Kind.NEWS
                        && each.message().contains("Kafka has no topic clicks any more")),
        () -> planned.planSummary().remarks().toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"TRUNCATED", "BEYOND_END", "CORRUPT"})
  void aCutLogIsHeldAgainOnceItsTopicIsBackInTheConfiguration(Cause cause) throws Exception {
    world.hold("clicks", 0, cause, 7);
    TopicPatterns all = world.patterns;
    world.patterns = new TopicPatterns(List.of("orders"), "", "");
    world.run();
    world.patterns = all;
    append(20);

    Plan back = world.run();

    assertEquals(List.of(Hold.idOf("clicks", 0, cause)), waiting(back));
    assertEquals(List.of(7L), back.held().stream().map(Hold::since).toList());
    assertEquals(Optional.empty(), find(back, "clicks", 0));
  }

  @Test
  void whatExpiredOfATopicThatIsDeletedWhileItIsHeldIsALoss() throws Exception {
    world.onDataLoss = OnDataLoss.HOLD;
    append(50);
    world.kafka.expire("orders", 0, 130);
    world.run();
    world.kafka.delete("orders");

    Plan plan = world.run();

    assertEquals(List.of(), ids(plan));
    assertEquals(
        List.of("orders/0/g0/lost-100"), plan.losses().stream().map(loss -> loss.id()).toList());
    assertEquals(List.of(lost(100, 130)), range(plan, "orders", 0).gaps());
    assertEquals(130, range(plan, "orders", 0).end());
    assertEquals(
        List.of("orders/0/g0/lost-100"),
        world.plan().losses().stream().map(loss -> loss.id()).toList(),
        "until it is acknowledged");
  }

  private static boolean whole(Cause cause) {
    return switch (cause) {
      case TRUNCATED, BEYOND_END, CORRUPT, MEMORY, DATA_LOSS -> false;
      case RECREATED,
          ERROR_BUDGET,
          UNKNOWN_SCHEMAS,
          SCHEMA,
          LAYOUT,
          DIRECTORY,
          OWNER,
          LEDGER_SET_BACK ->
          true;
    };
  }

  private static List<String> waiting(Plan plan) {
    return plan.held().stream().filter(Hold::waits).map(Hold::id).toList();
  }

  @Test
  void anIdThatTheTopicHadBeforeIsAStaleAnswerAndBeginsNothing() throws Exception {
    world.onTopicRecreated = OnTopicRecreated.RESTART;
    String first = world.kafka.idOf("orders");
    world.kafka.create("orders", 2).append("orders", 0, 500, 50_000);
    world.reset(assertInstanceOf(ResetFirst.class, world.outcome()).state());
    world.run();
    world.kafka.append("orders", 0, 20, 2_000);
    world.kafka.append("clicks", 0, 20, 2_000);

    for (boolean byId : List.of(true, false)) {
      if (!byId) {
        world.kafka.cannotAskById();
      }
      world.kafka.answerOnce("orders", first);
      Planned stale = world.planned();

      assertEquals(List.of("clicks"), readTopics(stale.plan()));
      assertEquals(List.of(), stale.plan().held());
      assertTrue(stale.planSummary().leavesSomethingOut());
    }
    Plan next = world.run();
    assertEquals(500, range(next, "orders", 0).start());
    assertEquals(520, range(next, "orders", 0).end());
    assertEquals(1, range(next, "orders", 0).generation());
  }

  @Test
  void anIdThatIsNewWhileTheLedgersStillIsThereBeginsNothingEither() throws Exception {
    world.onTopicRecreated = OnTopicRecreated.RESTART;
    append(20);
    world.kafka.answerOnce("orders", "between-the-two");

    Planned planned = world.planned();

    assertEquals(List.of("clicks"), readTopics(planned.plan()));
    assertTrue(planned.planSummary().leavesSomethingOut());
    assertEquals(List.of("clicks", "orders"), readTopics(world.plan()));
  }

  @Test
  void anAnswerWithoutAnIdIsReadUnderTheIdThatTheLedgerKnows() throws Exception {
    append(20);
    String known = world.kafka.idOf("orders");
    for (boolean byId : List.of(true, false)) {
      if (!byId) {
        world.kafka.cannotAskById();
      }
      world.kafka.answerOnce("orders", "");

      Plan plan = world.plan();

      assertEquals(List.of("clicks", "orders"), readTopics(plan));
      assertEquals(
          List.of(known),
          plan.topics().stream()
              .filter(each -> each.topic().equals("orders"))
              .map(Plan.PlannedTopic::topicId)
              .toList(),
          "so that its task asks for that topic");
    }
  }

  @Test
  void anAnswerWithoutAnIdDoesNotEndTheHoldOfATopicThatWasCreatedAgain() throws Exception {
    world.kafka.create("orders", 2).append("orders", 0, 500, 50_000);
    world.run();

    for (boolean byId : List.of(true, false)) {
      if (!byId) {
        world.kafka.cannotAskById();
      }
      world.kafka.answerOnce("orders", "");
      Plan plan = world.run();

      assertEquals(List.of("orders/recreated"), ids(plan));
      assertEquals(List.of(), readTopics(plan));
    }
  }

  private static List<String> ids(Plan plan) {
    return plan.held().stream().map(Hold::id).toList();
  }
}
