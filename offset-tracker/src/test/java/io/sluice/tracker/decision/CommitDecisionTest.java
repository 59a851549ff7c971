package io.sluice.tracker.decision;

import static io.sluice.tracker.commit.TestPlans.piece;
import static io.sluice.tracker.commit.TestPlans.planned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.commit.TestTask;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.run.Plan.PlannedRange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommitDecisionTest {
  private static final String ORDERS = "orders";
  private static final String CLICKS = "clicks";

  private static TestPlans plans() {
    return new TestPlans("run", 6, "sum");
  }

  /** One Kafka partition of 30 offsets, cut into three pieces of a task each. */
  private static TestPlans cut() {
    return plans()
        .range(ORDERS, 0, 0, 30)
        .task(piece(ORDERS, 0, 0, 10, 0))
        .task(piece(ORDERS, 0, 10, 20, 0))
        .task(piece(ORDERS, 0, 20, 30, 0));
  }

  /** Two whole Kafka partitions that share files, and another topic in the same task. */
  private static TestPlans shared() {
    return plans()
        .range(ORDERS, 0, 0, 10)
        .range(ORDERS, 1, 0, 10)
        .range(CLICKS, 0, 0, 10)
        .task(piece(ORDERS, 0, 0, 10, 0), piece(ORDERS, 1, 0, 10, 0), piece(CLICKS, 0, 0, 10, 1));
  }

  private static TestTask task(Plan plan, int task) {
    return new TestTask(plan, task, "0");
  }

  private static OffsetRange range(Plan plan, int task) {
    return plan.tasks().get(task).pieces().get(0).range();
  }

  private static CommitDecision decide(Plan plan, TestTask... tasks) {
    return decide(plan, OffsetState.EMPTY, tasks);
  }

  private static CommitDecision decide(Plan plan, OffsetState base, TestTask... tasks) {
    List<Manifest> manifests = Arrays.stream(tasks).map(TestTask::manifest).toList();
    CommitDecision decision = CommitDecision.of(plan, base, manifests);
    for (TopicState topic : decision.state().topics().values()) {
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        assertEquals(state.after() - state.before(), state.accounted(), topic + "-" + state);
      }
    }
    return decision;
  }

  private static KafkaPartitionState state(CommitDecision decision, String topic, int number) {
    return decision.state().topic(topic).orElseThrow().kafkaPartition(number).orElseThrow();
  }

  private static long after(CommitDecision decision, String topic, int number) {
    return state(decision, topic, number).after();
  }

  private static List<Integer> tasksOfFiles(CommitDecision decision) {
    return decision.files().stream()
        .map(StagedFile::path)
        .map(path -> Integer.parseInt(path.replaceAll(".*-(\\d+)-\\d+\\.txt", "$1")))
        .sorted()
        .toList();
  }

  private static OffsetState base(KafkaPartitionState... ofOrders) {
    return new OffsetState(
        Map.of(
            ORDERS,
            new TopicState(
                ORDERS,
                "id-orders",
                "schema-before",
                Arrays.stream(ofOrders)
                    .collect(
                        java.util.stream.Collectors.toMap(
                            KafkaPartitionState::number, state -> state)))),
        List.of(),
        List.of(),
        TopicPatterns.NONE,
        List.of());
  }

  private static KafkaPartitionState at(int number, long offset, long watermark) {
    return new KafkaPartitionState(number, 0, offset, 3, 0, watermark, 5, offset, 0, List.of());
  }

  @Test
  void whatWasReadWholeLandsWhole() {
    Plan plan = cut().plan();

    CommitDecision decision = decide(plan, task(plan, 0), task(plan, 1), task(plan, 2));

    assertEquals(
        new KafkaPartitionState(
            0, 0, 30, TestTask.EPOCH, 0, TestPlans.ASKED_AT, 7, 30, 0, List.of()),
        state(decision, ORDERS, 0));
    assertEquals(List.of(0, 1, 2), tasksOfFiles(decision));
    assertEquals(List.of(), decision.left());
    assertTrue(decision.movesSomething());
  }

  @Test
  void whatIsBehindAHoleIsDropped() {
    Plan plan = cut().plan();

    CommitDecision decision = decide(plan, task(plan, 0), task(plan, 2));

    assertEquals(10, after(decision, ORDERS, 0));
    assertEquals(List.of(0), tasksOfFiles(decision));
    assertEquals(
        List.of(
            new UnlandedRange(
                new OffsetRange(new KafkaPartition(ORDERS, 0), 10, 30), "task 1 has not finished")),
        decision.left());
  }

  @Test
  void aPieceThatEndedEarlyLandsUpToWhereItCame() {
    Plan plan = cut().plan();
    TestTask early =
        task(plan, 1).outcome(TestTask.until(range(plan, 1), 15, RangeFailure.Kind.UNREACHABLE));

    CommitDecision decision = decide(plan, task(plan, 0), early, task(plan, 2));

    assertEquals(15, after(decision, ORDERS, 0));
    assertEquals(List.of(0, 1), tasksOfFiles(decision));
    assertEquals("ended by UNREACHABLE", decision.left().get(0).why());
  }

  @Test
  void withoutTheFirstPieceNothingOfTheKafkaPartitionLands() {
    Plan plan = cut().plan();

    CommitDecision decision = decide(plan, task(plan, 1), task(plan, 2));

    assertEquals(0, after(decision, ORDERS, 0));
    assertEquals(List.of(), decision.files());
  }

  @Test
  void aCutWhereTheLeaderEpochDiffersEndsThePrefix() {
    Plan plan = cut().plan();
    TestTask otherLife = task(plan, 1).outcome(TestTask.epochs(range(plan, 1), 5, 5));

    CommitDecision decision = decide(plan, task(plan, 0), otherLife, task(plan, 2));

    assertEquals(10, after(decision, ORDERS, 0));
    assertEquals(TestTask.EPOCH, state(decision, ORDERS, 0).leaderEpoch());
    assertEquals(List.of(0), tasksOfFiles(decision));
    assertEquals(
        "the leader epoch before offset 10 is 4, behind it 5: two tasks may have read two lives of"
            + " the log",
        decision.left().get(0).why());
  }

  @Test
  void anEpochThatRisesWithinAPieceGoesOnIntoTheNext() {
    Plan plan = cut().plan();

    CommitDecision decision =
        decide(
            plan,
            task(plan, 0).outcome(TestTask.epochs(range(plan, 0), 4, 6)),
            task(plan, 1).outcome(TestTask.epochs(range(plan, 1), 6, 6)),
            task(plan, 2).outcome(TestTask.epochs(range(plan, 2), 6, 9)));

    assertEquals(30, after(decision, ORDERS, 0));
    assertEquals(9, state(decision, ORDERS, 0).leaderEpoch());
  }

  @Test
  void epochsThatNobodyKnowsProveNothingAtACut() {
    Plan plan = cut().plan();
    int unknown = LeaderEpoch.UNKNOWN;

    CommitDecision decision =
        decide(
            plan,
            task(plan, 0).outcome(TestTask.epochs(range(plan, 0), unknown, unknown)),
            task(plan, 1).outcome(TestTask.epochs(range(plan, 1), unknown, unknown)));

    assertEquals(10, after(decision, ORDERS, 0));
  }

  @Test
  void theEpochOfBeforeRecordsWithoutOneIsNotTheirs() {
    Plan plan = plans().range(ORDERS, known(20, 3)).task(piece(ORDERS, 0, 20, 30, 0)).plan();
    int unknown = LeaderEpoch.UNKNOWN;

    CommitDecision decision =
        decide(
            plan,
            base(at(0, 20, 3)),
            task(plan, 0).outcome(TestTask.epochs(range(plan, 0), unknown, unknown)));

    assertEquals(30, after(decision, ORDERS, 0));
    assertEquals(unknown, state(decision, ORDERS, 0).leaderEpoch());
  }

  @Test
  void theLedgersEpochStaysWhereNothingWasRead() {
    Plan plan = plans().range(ORDERS, known(20, 3)).task(piece(ORDERS, 0, 20, 30, 0)).plan();
    TestTask nothing =
        task(plan, 0).outcome(TestTask.until(range(plan, 0), 20, RangeFailure.Kind.LIMIT));

    CommitDecision decision = decide(plan, base(at(0, 20, 3)), nothing);

    assertEquals(3, state(decision, ORDERS, 0).leaderEpoch());
  }

  private static PlannedRange known(long start, int epoch) {
    return new PlannedRange(
        0, start, start, start + 10, start + 10, epoch, 0, TestPlans.ASKED_AT, List.of());
  }

  @Test
  void wholeKafkaPartitionsThatShareAFileLandEachUpToWhereItCame() {
    Plan plan = shared().plan();
    TestTask early =
        task(plan, 0).outcome(TestTask.until(range(plan, 0), 4, RangeFailure.Kind.LIMIT));

    CommitDecision decision = decide(plan, early);

    assertEquals(4, after(decision, ORDERS, 0));
    assertEquals(10, after(decision, ORDERS, 1));
    assertEquals(10, after(decision, CLICKS, 0));
    assertEquals(2, decision.files().size());
  }

  @Test
  void aSpoiledTopicLandsNothingOfTheTaskAndTheOthersLand() {
    Plan plan = shared().plan();

    CommitDecision decision = decide(plan, task(plan, 0).spoiled(ORDERS));

    assertEquals(0, after(decision, ORDERS, 0));
    assertEquals(0, after(decision, ORDERS, 1));
    assertEquals(10, after(decision, CLICKS, 0));
    assertEquals(List.of(CLICKS), decision.files().stream().map(StagedFile::topic).toList());
  }

  @Test
  void aTopicWhoseRecordsTheWriterRefusedIsHeld() {
    Plan plan = shared().plan();

    CommitDecision decision = decide(plan, task(plan, 0).spoiled(ORDERS));

    Hold held = decision.state().held().get(0);
    assertEquals("orders/schema", held.id());
    assertEquals("orders is spoiled", held.message());
  }

  @Test
  void aPieceWhoseTopicWasCreatedAgainSpoilsTheTopic() {
    Plan plan = shared().plan();
    TestTask gone =
        task(plan, 0).outcome(TestTask.until(range(plan, 0), 4, RangeFailure.Kind.RECREATED));

    CommitDecision decision = decide(plan, gone);

    assertEquals(0, after(decision, ORDERS, 0));
    assertEquals(0, after(decision, ORDERS, 1));
    assertEquals(List.of(), decision.state().held());
  }

  @ParameterizedTest
  @EnumSource(
      value = RangeFailure.Kind.class,
      names = {"TRUNCATED", "BEYOND_END", "CORRUPT"})
  void aLogThatWasCutHoldsItsKafkaPartition(RangeFailure.Kind kind) {
    Plan plan = shared().plan();
    TestTask cutLog = task(plan, 0).outcome(TestTask.until(range(plan, 0), 0, kind));

    CommitDecision decision = decide(plan, cutLog);

    Hold.Cause cause = Hold.Cause.valueOf(kind.name());
    assertEquals(
        List.of(
            new Hold(
                Hold.idOf(ORDERS, 0, cause),
                ORDERS,
                0,
                cause,
                "ended by " + kind,
                TestPlans.PLANNED_AT,
                7)),
        decision.state().held());
    assertEquals(10, after(decision, ORDERS, 1));
  }

  @Test
  void whatDoesNotFitIntoTheMemoryIsTriedOnceMoreBeforeItIsHeldWithItsOffset() {
    Plan plan = shared().plan();
    TestTask first =
        task(plan, 0).outcome(TestTask.until(range(plan, 0), 4, RangeFailure.Kind.MEMORY));

    CommitDecision decision = decide(plan, first);

    Hold once = decision.state().held().get(0);
    assertEquals(1, decision.state().held().size());
    assertTrue(once.isTriedAlone());
    assertEquals(List.of(new OffsetRange(new KafkaPartition(ORDERS, 0), 4, 5)), once.ranges());
    assertEquals(4, after(decision, ORDERS, 0), "what precedes it lands");
    assertEquals(10, after(decision, ORDERS, 1));
    assertEquals(10, after(decision, CLICKS, 0));

    Hold twice = second(once, 4);
    assertTrue(twice.waits());
    assertEquals(once.ranges(), twice.ranges());
    assertEquals(TestPlans.PLANNED_AT, twice.since());
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "10, 10", "4, 5", "0, 5", "-1, 5", "11, 10", "9223372036854775807, 10"})
  void aHoldForMemoryIsAboutAllThatCannotBeReadWithinThePlan(long readableFrom, long end) {
    Plan plan = shared().plan();
    PieceOutcome until = TestTask.until(range(plan, 0), 4, RangeFailure.Kind.MEMORY);
    TestTask task =
        task(plan, 0)
            .outcome(
                new PieceOutcome(
                    until.range(),
                    until.reached(),
                    until.firstEpoch(),
                    until.lastEpoch(),
                    until.records(),
                    until.quarantined(),
                    until.greatestEventTime(),
                    until.gaps(),
                    Optional.of(
                        new RangeFailure(
                            RangeFailure.Kind.MEMORY,
                            "too large",
                            OptionalLong.of(readableFrom)))));

    CommitDecision decision = decide(plan, task);

    assertEquals(
        List.of(new OffsetRange(new KafkaPartition(ORDERS, 0), 4, end)),
        decision.state().held().get(0).ranges());
  }

  @Test
  void anotherOffsetThatDoesNotFitIntoATaskOfItsOwnIsHeldLikewise() {
    Plan plan = shared().plan();
    Hold once =
        decide(
                plan,
                task(plan, 0).outcome(TestTask.until(range(plan, 0), 4, RangeFailure.Kind.MEMORY)))
            .state()
            .held()
            .get(0);

    Hold later = second(once, 7);

    assertTrue(later.waits());
    assertEquals(List.of(new OffsetRange(new KafkaPartition(ORDERS, 0), 7, 8)), later.ranges());
  }

  @Test
  void anOffsetThatFitsTheSecondTimeIsHeldNoMore() {
    Plan first = shared().plan();
    OffsetState after =
        decide(
                first,
                task(first, 0)
                    .outcome(TestTask.until(range(first, 0), 4, RangeFailure.Kind.MEMORY)))
            .state();
    Plan plan =
        plans()
            .range(ORDERS, 0, 4, 10)
            .task(piece(ORDERS, 0, 4, 10, 0))
            .held(after.held().get(0))
            .plan();

    assertEquals(List.of(), decide(plan, after.carried(), task(plan, 0)).state().held());
  }

  /** The hold after a run that was stopped for the second time, at this offset. */
  private static Hold second(Hold once, long reached) {
    Plan plan = plans().range(ORDERS, 0, 4, 10).task(piece(ORDERS, 0, 4, 10, 0)).held(once).plan();
    OffsetState base = heldAt4(once);
    CommitDecision decision =
        decide(
            plan,
            base,
            task(plan, 0)
                .outcome(TestTask.until(range(plan, 0), reached, RangeFailure.Kind.MEMORY)));
    assertTrue(decision.movesSomething());
    assertEquals(1, decision.state().held().size());
    return decision.state().held().get(0);
  }

  private static OffsetState heldAt4(Hold once) {
    Plan plan = shared().plan();
    OffsetState state =
        decide(
                plan,
                task(plan, 0).outcome(TestTask.until(range(plan, 0), 4, RangeFailure.Kind.MEMORY)))
            .state()
            .carried();
    assertEquals(List.of(once), state.held());
    return state;
  }

  @Test
  void unknownSchemasHoldTheTopicWhileWhatPrecedesThemLands() {
    Plan plan = shared().onFailure(OnFailure.NONE).plan();
    OffsetRange first = plan.tasks().get(0).pieces().get(0).range();
    OffsetRange second = plan.tasks().get(0).pieces().get(1).range();
    TestTask task =
        task(plan, 0)
            .outcome(TestTask.until(first, 4, RangeFailure.Kind.UNKNOWN_SCHEMAS))
            .outcome(TestTask.until(second, 0, RangeFailure.Kind.UNKNOWN_SCHEMAS));

    CommitDecision decision = decide(plan, task);

    assertEquals(4, after(decision, ORDERS, 0));
    assertEquals(0, after(decision, ORDERS, 1));
    assertEquals(10, after(decision, CLICKS, 0), "another topic is none of it");
    Hold held = decision.state().held().get(0);
    assertEquals(1, decision.state().held().size());
    assertEquals(ORDERS + "/unknown-schemas", held.id());
    assertTrue(held.waits());
    assertEquals(
        List.of(
            new OffsetRange(new KafkaPartition(ORDERS, 0), 4, 10),
            new OffsetRange(new KafkaPartition(ORDERS, 1), 0, 10)),
        held.ranges());
    assertTrue(
        held.message()
            .contains(
                "ended by UNKNOWN_SCHEMAS The same holds for 1 more of its Kafka partitions."
                    + " Records"),
        held::message);
    assertTrue(
        held.message()
            .contains("holds --release orders/unknown-schemas --as accept-errors --reason TEXT"),
        held::message);
  }

  @Test
  void offsetsThatAPlanStillHoldsStayHeldWithThoseThatARunFinds() {
    OffsetRange waiting = new OffsetRange(new KafkaPartition(ORDERS, 5), 3, 8);
    Hold planned =
        new Hold(
                ORDERS + "/unknown-schemas",
                ORDERS,
                Hold.WHOLE_TOPIC,
                Hold.Cause.UNKNOWN_SCHEMAS,
                "before",
                1,
                1)
            .about(List.of(waiting, new OffsetRange(new KafkaPartition(ORDERS, 0), 2, 40)));
    Plan plan =
        plans().range(ORDERS, 0, 2, 10).task(piece(ORDERS, 0, 2, 10, 0)).held(planned).plan();
    TestTask task =
        task(plan, 0).outcome(TestTask.until(range(plan, 0), 6, RangeFailure.Kind.UNKNOWN_SCHEMAS));

    CommitDecision decision = decide(plan, OffsetState.EMPTY, task);

    assertEquals(
        List.of(waiting, new OffsetRange(new KafkaPartition(ORDERS, 0), 6, 40)),
        decision.state().held().get(0).ranges());
  }

  @Test
  void whoAcceptsTheErrorsOfATopicAcceptsThemBehindItsUnknownSchemasToo() {
    Plan plan = shared().plan();
    OffsetRange range = range(plan, 0);
    TestTask task =
        task(plan, 0)
            .outcome(
                new PieceOutcome(
                    range,
                    4,
                    TestTask.EPOCH,
                    TestTask.EPOCH,
                    0,
                    4,
                    PieceOutcome.NO_EVENT_TIME,
                    List.of(),
                    Optional.of(
                        new RangeFailure(RangeFailure.Kind.UNKNOWN_SCHEMAS, "unknown schemas"))));

    CommitDecision decision = decide(plan, task);

    assertEquals(
        List.of(ORDERS + "/error-budget"), decision.state().held().stream().map(Hold::id).toList());
    assertEquals(
        List.of(
            new OffsetRange(new KafkaPartition(ORDERS, 0), 0, 10),
            new OffsetRange(new KafkaPartition(ORDERS, 1), 0, 10)),
        decision.state().held().get(0).ranges());
  }

  @Test
  void aCutBehindOffsetsThatStayHoldsNothing() {
    Plan plan = shared().onFailure(OnFailure.NONE).plan();
    TestTask cutLog =
        task(plan, 0).outcome(TestTask.until(range(plan, 0), 4, RangeFailure.Kind.TRUNCATED));

    CommitDecision decision = decide(plan, cutLog);

    assertEquals(0, after(decision, ORDERS, 0));
    assertEquals(List.of(), decision.state().held());
  }

  @Test
  void aTopicOverItsErrorBudgetIsHeldBackWholeAndTheOthersLand() {
    Plan plan = shared().plan();
    TestTask bad = task(plan, 0).outcome(TestTask.mixed(range(plan, 0), 3, List.of()));

    CommitDecision decision = decide(plan, bad);

    assertEquals(0, after(decision, ORDERS, 0));
    assertEquals(0, after(decision, ORDERS, 1));
    assertEquals(10, after(decision, CLICKS, 0));
    Hold held = decision.state().held().get(0);
    assertEquals("orders/error-budget", held.id());
    assertEquals(
        "Cannot land topic orders: 3 of its 20 records are bad, more than errors.min.count=2 and"
            + " errors.max.ratio=0.1 allow. Correct value.format, the schema or the producer and"
            + " start a run; or put these bad records into quarantine and land the others: holds"
            + " --release orders/error-budget --as accept-errors --reason TEXT --execute",
        held.message());
    assertEquals(
        List.of(
            new OffsetRange(new KafkaPartition(ORDERS, 0), 0, 10),
            new OffsetRange(new KafkaPartition(ORDERS, 1), 0, 10)),
        held.ranges(),
        "what accept-errors lets through");
    assertEquals(2, decision.left().size());
  }

  @Test
  void anAnswerWithoutATopicIdLeavesTheIdThatTheLedgerKnows() {
    Plan plan =
        plans().withoutTopicIds().range(ORDERS, 0, 20, 30).task(piece(ORDERS, 0, 20, 30, 0)).plan();

    CommitDecision landed = decide(plan, base(at(0, 20, 5)), task(plan, 0));
    CommitDecision heldBack = decide(plan, base(at(0, 20, 5)));

    assertEquals("id-orders", landed.state().topic(ORDERS).orElseThrow().topicId());
    assertEquals("id-orders", heldBack.state().topic(ORDERS).orElseThrow().topicId());
  }

  @Test
  void formerIdsAreCarriedWhetherATopicLandsOrIsHeldBack() {
    OffsetState base = base(at(0, 20, 5));
    TopicState orders = base.topic(ORDERS).orElseThrow();
    OffsetState again =
        new OffsetState(
            Map.of(
                ORDERS,
                new TopicState(
                    ORDERS,
                    orders.topicId(),
                    List.of("id-first"),
                    orders.schemaFingerprint(),
                    orders.layout(),
                    orders.kafkaPartitions())),
            List.of(),
            List.of(),
            TopicPatterns.NONE,
            List.of());
    Plan plan = plans().range(ORDERS, 0, 20, 30).task(piece(ORDERS, 0, 20, 30, 0)).plan();

    for (CommitDecision decision :
        List.of(decide(plan, again, task(plan, 0)), decide(plan, again))) {
      assertEquals(List.of("id-first"), decision.state().topic(ORDERS).orElseThrow().formerIds());
    }
    assertEquals(
        List.of("id-first"),
        CommitDecision.fenced(again, List.of(plan)).topic(ORDERS).orElseThrow().formerIds());
  }

  @Test
  void theEpochOfBeforeAGapIsNotTheEpochBehindIt() {
    PlannedRange expired =
        new PlannedRange(
            0, 20, 30, 30, 30, 3, 0, TestPlans.ASKED_AT, List.of(Gap.exact(Gap.Kind.LOST, 20, 30)));
    Plan plan = plans().range(ORDERS, expired).plan();

    CommitDecision decision = decide(plan, base(at(0, 20, 5)));

    assertEquals(30, after(decision, ORDERS, 0));
    assertEquals(LeaderEpoch.UNKNOWN, state(decision, ORDERS, 0).leaderEpoch());
  }

  @Test
  void aFenceKeepsWhereNewTopicsAndKafkaPartitionsBegin() {
    Plan plan =
        plans()
            .range(ORDERS, 0, 20, 30)
            .range(ORDERS, 1, 7, 30)
            .range(CLICKS, 0, 100, 120)
            .topic("views")
            .leftOut("taps")
            .task(piece(ORDERS, 0, 20, 30, 0))
            .plan();

    OffsetState fenced = CommitDecision.fenced(base(at(0, 20, 5)), List.of(plan));

    assertEquals(at(0, 20, 5).carried(), of(fenced, ORDERS, 0));
    assertEquals(7, of(fenced, ORDERS, 1).after());
    assertEquals(7, of(fenced, ORDERS, 1).before());
    assertEquals(100, of(fenced, CLICKS, 0).after());
    assertEquals("id-clicks", fenced.topic(CLICKS).orElseThrow().topicId());
    assertEquals("", fenced.topic(CLICKS).orElseThrow().schemaFingerprint());
    assertEquals(Map.of(), fenced.topic("views").orElseThrow().kafkaPartitions());
    assertEquals(List.of("taps"), fenced.leftOut());
  }

  @Test
  void ofSeveralPlansTheFirstSaysWhereATopicBegins() {
    Plan first = plans().range(CLICKS, 0, 100, 120).plan();
    Plan second = plans().range(CLICKS, 0, 150, 160).range(CLICKS, 1, 3, 4).plan();

    OffsetState fenced = CommitDecision.fenced(OffsetState.EMPTY, List.of(first, second));

    assertEquals(100, of(fenced, CLICKS, 0).after());
    assertEquals(3, of(fenced, CLICKS, 1).after());
  }

  private static KafkaPartitionState of(OffsetState state, String topic, int number) {
    return state.topic(topic).orElseThrow().kafkaPartition(number).orElseThrow();
  }

  @Test
  void aHoldThatIsSuspendedIsAnEntrysWorth() {
    Hold cut = new Hold("clicks/0/truncated", CLICKS, 0, Hold.Cause.TRUNCATED, "cut", 1, 5);
    OffsetState base =
        new OffsetState(Map.of(), List.of(cut), List.of(), TopicPatterns.NONE, List.of());

    assertFalse(decide(plans().held(cut).plan(), base).movesSomething());
    assertTrue(decide(plans().held(cut.suspended("gone")).plan(), base).movesSomething());
  }

  @Test
  void aFewBadRecordsLandInQuarantine() {
    Plan plan = shared().plan();
    TestTask bad = task(plan, 0).outcome(TestTask.mixed(range(plan, 0), 2, List.of()));

    CommitDecision decision = decide(plan, bad);

    assertEquals(10, after(decision, ORDERS, 0));
    assertEquals(2, state(decision, ORDERS, 0).quarantined());
    assertEquals(List.of(), decision.state().held());
  }

  @Test
  void aHoldThatTheBaseHasKeepsItsDate() {
    Hold before =
        new Hold(
            "orders/error-budget",
            ORDERS,
            Hold.WHOLE_TOPIC,
            Hold.Cause.ERROR_BUDGET,
            "older",
            17,
            3);
    OffsetState base =
        new OffsetState(Map.of(), List.of(before), List.of(), TopicPatterns.NONE, List.of());
    Plan plan = shared().plan();
    TestTask bad = task(plan, 0).outcome(TestTask.mixed(range(plan, 0), 3, List.of()));

    CommitDecision decision = decide(plan, base, bad);

    assertEquals(17, decision.state().held().get(0).since());
    assertEquals(3, decision.state().held().get(0).sinceVersion());
  }

  @Test
  void wherePartialCommitsAreRefusedAnElectionAtACutKeepsNothing() {
    Plan plan = cut().onFailure(Plan.OnFailure.NONE).plan();
    TestTask later = task(plan, 1).outcome(TestTask.epochs(range(plan, 1), 5, 5));

    CommitDecision decision = decide(plan, task(plan, 0), later, task(plan, 2));

    assertEquals(10, after(decision, ORDERS, 0), "else each run, cut there again, lands nothing");
  }

  @Test
  void theLedgerKeepsHowATopicsFilesLieAsDataLandedLast() {
    Plan plan = cut().range(CLICKS, 0, 0, 10).task(piece(CLICKS, 0, 0, 10, 0)).plan();

    CommitDecision decision = decide(plan, task(plan, 0), task(plan, 1), task(plan, 2));

    assertEquals(Map.of("format", "avro"), decision.state().topic(ORDERS).orElseThrow().layout());
    assertEquals(
        Map.of(),
        decision.state().topic(CLICKS).orElseThrow().layout(),
        "of which nothing has landed");
  }

  @Test
  void wherePartialCommitsAreRefusedOneFailureKeepsAll() {
    Plan plan =
        cut()
            .range(CLICKS, 0, 0, 10)
            .task(piece(CLICKS, 0, 0, 10, 0))
            .onFailure(OnFailure.NONE)
            .plan();

    CommitDecision decision = decide(plan, task(plan, 0), task(plan, 1), task(plan, 3));

    assertEquals(0, after(decision, ORDERS, 0));
    assertEquals(0, after(decision, CLICKS, 0));
    assertEquals(List.of(), decision.files());
    assertEquals(
        List.of("another range failed, and commit.on.failure is none", "task 2 has not finished"),
        decision.left().stream().map(UnlandedRange::why).toList());
  }

  @Test
  void wherePartialCommitsAreRefusedTheRunsOwnLimitIsNoFailure() {
    Plan plan = shared().onFailure(OnFailure.NONE).plan();
    TestTask early =
        task(plan, 0).outcome(TestTask.until(range(plan, 0), 4, RangeFailure.Kind.LIMIT));

    CommitDecision decision = decide(plan, early);

    assertEquals(4, after(decision, ORDERS, 0));
    assertEquals(10, after(decision, CLICKS, 0));
  }

  @Test
  void wherePartialCommitsAreRefusedACorruptBatchKeepsNothingThatPrecedesIt() {
    Plan plan = shared().onFailure(OnFailure.NONE).plan();
    TestTask early =
        task(plan, 0).outcome(TestTask.until(range(plan, 0), 4, RangeFailure.Kind.CORRUPT));

    CommitDecision decision = decide(plan, early);

    assertEquals(4, after(decision, ORDERS, 0), "else no release could ever move past it");
    assertEquals(10, after(decision, CLICKS, 0));
    assertEquals(Hold.Cause.CORRUPT, decision.state().held().get(0).cause());
  }

  @Test
  void whatTheRunDidNotTouchIsCarried() {
    OffsetState base = base(at(0, 40, 7), at(1, 50, 8));
    Plan plan = plans().range(ORDERS, 1, 50, 60).task(piece(ORDERS, 1, 50, 60, 0)).plan();

    CommitDecision decision = decide(plan, base, task(plan, 0));

    assertEquals(at(0, 40, 7).carried(), state(decision, ORDERS, 0));
    assertEquals(60, after(decision, ORDERS, 1));
    assertEquals("schema-orders", decision.state().topic(ORDERS).orElseThrow().schemaFingerprint());
  }

  @Test
  void aTopicOfWhichNothingLandsKeepsItsSchema() {
    OffsetState base = base(at(0, 40, 7));
    Plan plan = plans().range(ORDERS, 0, 40, 60).task(piece(ORDERS, 0, 40, 60, 0)).plan();

    CommitDecision decision = decide(plan, base);

    assertEquals("schema-before", decision.state().topic(ORDERS).orElseThrow().schemaFingerprint());
    assertFalse(decision.movesSomething());
  }

  @Test
  void theWatermarkIsThePlannersClockWhereTheLogsEndWasReached() {
    OffsetState base = base(at(0, 40, 7));
    Plan plan = plans().range(ORDERS, 0, 40, 40).plan();

    CommitDecision decision = decide(plan, base);

    assertEquals(TestPlans.ASKED_AT, state(decision, ORDERS, 0).watermark());
    assertFalse(decision.movesSomething(), "a watermark alone needs no entry");
  }

  @Test
  void theWatermarkIsTheGreatestTimeSeenWhereTheLogGoesOn() {
    OffsetState base = base(at(0, 40, 7));
    Plan plan =
        plans().range(ORDERS, planned(0, 40, 60, 90)).task(piece(ORDERS, 0, 40, 60, 0)).plan();

    CommitDecision decision = decide(plan, base, task(plan, 0));

    assertEquals(60, state(decision, ORDERS, 0).watermark());
  }

  @Test
  void theWatermarkNeverMovesBack() {
    OffsetState base = base(at(0, 40, 2 * TestPlans.ASKED_AT));
    Plan plan = plans().range(ORDERS, 0, 40, 60).task(piece(ORDERS, 0, 40, 60, 0)).plan();

    CommitDecision decision = decide(plan, base, task(plan, 0));

    assertEquals(2 * TestPlans.ASKED_AT, state(decision, ORDERS, 0).watermark());
  }

  @Test
  void gapsOfPlanAndTaskAreBothReported() {
    Gap lost = Gap.exact(Gap.Kind.LOST, 40, 50);
    Gap absent = new Gap(Gap.Kind.ABSENT, 52, 58, 2);
    OffsetState base = base(at(0, 40, 7));
    PlannedRange range =
        new PlannedRange(0, 40, 50, 60, 60, 3, 0, TestPlans.ASKED_AT, List.of(lost));
    Loss loss = new Loss(Loss.idOf(ORDERS, 0, 0, 40), ORDERS, 0, 0, 40, 50, 1, 7);
    Plan plan = plans().range(ORDERS, range).losses(loss).task(piece(ORDERS, 0, 50, 60, 0)).plan();

    CommitDecision decision =
        decide(
            plan, base, task(plan, 0).outcome(TestTask.mixed(range(plan, 0), 0, List.of(absent))));

    assertEquals(List.of(absent, lost), state(decision, ORDERS, 0).gaps());
    assertEquals(List.of(loss), decision.state().losses());
  }

  @Test
  void aLossIsReportedOnceItsGapIsCommitted() {
    PlannedRange range =
        new PlannedRange(
            0, 40, 50, 60, 60, 3, 0, TestPlans.ASKED_AT, List.of(Gap.exact(Gap.Kind.LOST, 40, 50)));
    Loss loss = new Loss(Loss.idOf(ORDERS, 0, 0, 40), ORDERS, 0, 0, 40, 50, 1, 7);
    Plan plan =
        plans()
            .range(ORDERS, range)
            .losses(loss)
            .task(piece(ORDERS, 0, 50, 60, 0))
            .onFailure(OnFailure.NONE)
            .plan();

    CommitDecision decision = decide(plan, base(at(0, 40, 7)));

    assertEquals(List.of(), decision.state().losses());
    assertFalse(decision.movesSomething());
  }

  @Test
  void aGapAloneIsWorthAnEntry() {
    PlannedRange range =
        new PlannedRange(
            0, 40, 50, 50, 50, 3, 0, TestPlans.ASKED_AT, List.of(Gap.exact(Gap.Kind.LOST, 40, 50)));
    Plan plan = plans().range(ORDERS, range).plan();

    CommitDecision decision = decide(plan, base(at(0, 40, 7)));

    assertTrue(decision.movesSomething());
    assertEquals(50, after(decision, ORDERS, 0));
    assertEquals(List.of(), decision.files());
  }

  @Test
  void aKafkaPartitionNewToTheLedgerIsWorthAnEntryThoughNothingIsRead() {
    Plan plan = plans().range(ORDERS, 0, 100, 100).plan();

    CommitDecision decision = decide(plan);

    assertTrue(decision.movesSomething(), "else the next run would begin elsewhere");
    assertEquals(100, after(decision, ORDERS, 0));
  }

  @Test
  void aTopicThatCameToBeAfterTheBaseIsWorthAnEntry() {
    Plan plan = plans().topic(ORDERS).plan();

    CommitDecision decision = decide(plan);

    assertTrue(decision.movesSomething());
    assertEquals(Map.of(), decision.state().topic(ORDERS).orElseThrow().kafkaPartitions());
  }

  @Test
  void aHoldAloneIsWorthAnEntryOnce() {
    Hold held = new Hold("orders/schema", ORDERS, -1, Hold.Cause.SCHEMA, "why", 1, 7);
    OffsetState known =
        new OffsetState(Map.of(), List.of(held), List.of(), TopicPatterns.NONE, List.of());
    Plan plan = plans().held(held).plan();

    assertTrue(decide(plan).movesSomething());
    assertFalse(decide(plan, known).movesSomething());
  }

  @Test
  void aTopicLeftOutIsWorthAnEntry() {
    assertTrue(decide(plans().leftOut("clips").plan()).movesSomething());
  }

  @Test
  void whereNothingMovedNoEntryIsNeeded() {
    OffsetState base = base(at(0, 40, 7));

    assertFalse(decide(plans().range(ORDERS, 0, 40, 40).plan(), base).movesSomething());
  }

  @Test
  void aPlanThatMixesAPieceOfACutKafkaPartitionWithOthersIsRefused() {
    Plan plan =
        plans()
            .range(ORDERS, 0, 0, 20)
            .range(ORDERS, 1, 0, 10)
            .task(piece(ORDERS, 0, 0, 10, 0))
            .task(piece(ORDERS, 0, 10, 20, 0), piece(ORDERS, 1, 0, 10, 0))
            .plan();

    assertThrows(IllegalStateException.class, () -> decide(plan, task(plan, 1)));
  }

  @Test
  void aPlanThatDoesNotBeginWhereTheLedgerIsIsRefused() {
    Piece piece = piece(ORDERS, 0, 30, 60, 0);
    Plan plan = plans().range(ORDERS, 0, 30, 60).task(piece).plan();

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> decide(plan, base(at(0, 40, 7)), task(plan, 0)));

    assertEquals(
        "Cannot commit orders-0: it was planned from 30 and the ledger is at 40",
        refused.getMessage());
  }
}
