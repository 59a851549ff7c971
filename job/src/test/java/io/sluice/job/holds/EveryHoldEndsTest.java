package io.sluice.job.holds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.job.command.Console.Form;
import io.sluice.job.command.LedgerFixture;
import io.sluice.job.config.PlanningOptions;
import io.sluice.job.config.StartingOffsets;
import io.sluice.job.config.TopicPlanningOptions;
import io.sluice.job.config.TopicPlanningOptions.OnDataLoss;
import io.sluice.job.config.TopicPlanningOptions.OnTopicRecreated;
import io.sluice.job.ingestion.Acknowledgements;
import io.sluice.job.kafka.FakeKafka;
import io.sluice.job.kafka.KafkaRelease;
import io.sluice.job.planning.FakeDirectories;
import io.sluice.job.planning.FakeSchemas;
import io.sluice.job.planning.LandingSchemas;
import io.sluice.job.planning.PlanBase;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.PlanRequest;
import io.sluice.job.planning.Planner;
import io.sluice.job.planning.TopicDirectories;
import io.sluice.job.release.ReleaseMode;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.ErrorBudget;
import io.sluice.tracker.run.Plan.OnFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cause of a hold has a command that ends it: each such command is given here. */
class EveryHoldEndsTest {
  private final LedgerFixture ledger = new LedgerFixture();
  private final FakeKafka kafka = new FakeKafka().becomeCluster("cluster");
  private final FakeSchemas schemas = new FakeSchemas();
  private final FakeDirectories directories = new FakeDirectories();

  /** Each cause with each way that releases it, and with none where a run alone ends it. */
  static Stream<Arguments> waysOut() {
    return Arrays.stream(Cause.values())
        .flatMap(
            cause ->
                Stream.concat(
                    ReleaseMode.ending(cause).stream().map(how -> Arguments.of(cause, how.word())),
                    isFoundByEachPlan(cause) ? Stream.of(Arguments.of(cause, "")) : Stream.of()));
  }

  /** Whether a run looks for the cause again, so that it ends the hold once the cause is gone. */
  private static boolean isFoundByEachPlan(Cause cause) {
    return switch (cause) {
      case SCHEMA, LAYOUT, DIRECTORY, OWNER, LEDGER_SET_BACK -> true;
      case TRUNCATED,
          BEYOND_END,
          CORRUPT,
          MEMORY,
          DATA_LOSS,
          RECREATED,
          ERROR_BUDGET,
          UNKNOWN_SCHEMAS ->
          false;
    };
  }

  /** Whether the tasks of a run look for the cause again, and no plan. */
  private static boolean isFoundByEachRun(Cause cause) {
    return cause == Cause.ERROR_BUDGET || cause == Cause.UNKNOWN_SCHEMAS;
  }

  private static Hold held(Cause cause) {
    int number =
        switch (cause) {
          case TRUNCATED, BEYOND_END, CORRUPT, MEMORY, DATA_LOSS -> 0;
          case RECREATED,
              ERROR_BUDGET,
              UNKNOWN_SCHEMAS,
              SCHEMA,
              LAYOUT,
              DIRECTORY,
              OWNER,
              LEDGER_SET_BACK ->
              Hold.WHOLE_TOPIC;
        };
    OffsetRange bad = new OffsetRange(new KafkaPartition("orders", 0), 10, 30);
    return new Hold(Hold.idOf("orders", number, cause), "orders", number, cause, "why", 1_000, 1)
        .about(
            isFoundByEachRun(cause)
                ? List.of(bad)
                : cause == Cause.MEMORY
                    ? List.of(new OffsetRange(new KafkaPartition("orders", 0), 10, 11))
                    : List.of());
  }

  /** Ten records have landed; then this happens to the topic. */
  private void happens(Cause cause) throws IOException {
    ledger.landsTen(List.of(held(cause)), List.of());
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());
    kafka.create("orders", 1).append("orders", 0, 30, 3_000);
    if (cause != Cause.RECREATED) {
      kafka.answerAlways("orders", "id");
    }
    switch (cause) {
      case RECREATED, ERROR_BUDGET, UNKNOWN_SCHEMAS, CORRUPT, MEMORY -> {}
      case TRUNCATED, BEYOND_END -> kafka.truncate("orders", 0, 4);
      case DATA_LOSS -> kafka.expire("orders", 0, 20);
      case SCHEMA -> schemas.answers.put("orders", new LandingSchemas.Unfit("no subject"));
      case LAYOUT -> schemas.format = "parquet";
      case DIRECTORY, OWNER, LEDGER_SET_BACK ->
          directories.answers.put("orders", new TopicDirectories.Unusable(cause, "not ours"));
    }
  }

  private void theCauseIsRemoved() {
    schemas.answers.clear();
    schemas.format = "avro";
    directories.answers.clear();
  }

  private ExitCode release(Cause cause, String how) throws Exception {
    return holds("--release", held(cause).id(), "--as", how, "--reason", "seen", "--execute");
  }

  private ExitCode holds(String... arguments) throws Exception {
    return LedgerFixture.with(new HoldsCommand(), arguments)
        .execute(ledger.open, ledger.console(Form.TEXT), () -> kafka);
  }

  private Plan plan() throws IOException {
    return plan(PlanningOptions.UNBOUNDED);
  }

  private Plan plan(long maxBytes) throws IOException {
    Acknowledgements known = Acknowledgements.read(ledger.tracker().maintenance());
    PlanRequest request =
        new PlanRequest(
            "20261121T120000Z-abcdef",
            "app",
            "ledger",
            new TopicPatterns(List.of("orders"), "", ""),
            "file:///",
            Optional.empty(),
            OnFailure.PARTIAL,
            new PlanningOptions(
                1_000_000,
                100,
                Duration.ofHours(1),
                maxBytes,
                PlanningOptions.UNBOUNDED,
                KafkaRelease.V2_8),
            topic ->
                new TopicPlanningOptions(
                    new StartingOffsets.Earliest(),
                    OnDataLoss.HOLD,
                    OnTopicRecreated.HOLD,
                    new ErrorBudget(1, 0.1),
                    0),
            known.losses(),
            known.releases());
    return assertInstanceOf(
            Planned.class,
            new Planner(kafka, schemas, directories, ledger.clock)
                .plan(request, PlanBase.of(ledger.tracker().ledger().head().orElseThrow())))
        .plan();
  }

  @ParameterizedTest
  @MethodSource("waysOut")
  void eachCauseHasACommandThatEndsIt(Cause cause, String how) throws Exception {
    happens(cause);
    if (!isFoundByEachRun(cause)) {
      assertEquals(
          List.of(held(cause).id()),
          plan().held().stream().map(Hold::id).toList(),
          "until the command is given");
    }

    if (how.isEmpty()) {
      theCauseIsRemoved(); // and the command is run
    } else {
      assertEquals(ExitCode.DONE, release(cause, how));
      assertEquals(ExitCode.DONE, holds(), ledger.out());
      schemas.answers.clear();
    }

    Plan next = plan();
    assertEquals(
        List.of(),
        next.held().stream().filter(each -> !each.isTriedAlone()).toList(),
        "but one that the next run tries once more");
    if (how.equals("accept-errors")) {
      assertEquals(Long.MAX_VALUE, next.topics().get(0).errorBudget().minCount());
      assertEquals(30, next.topics().get(0).ranges().get(0).end());
    }
  }

  private Hold foundByARun(Cause cause, long start, long end) {
    return held(cause).about(List.of(new OffsetRange(new KafkaPartition("orders", 0), start, end)));
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR_BUDGET", "UNKNOWN_SCHEMAS"})
  void aHoldEndsOnceItsOffsetsAreBehindTheLedgersThoughNothingIsToBeRead(Cause cause)
      throws Exception {
    ledger.landsTen(List.of(foundByARun(cause, 3, 10)), List.of());
    kafka.create("orders", 1).append("orders", 0, 10, 1_000).answerAlways("orders", "id");

    assertEquals(List.of(), plan().held());
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR_BUDGET", "UNKNOWN_SCHEMAS"})
  void aHoldStaysWhileItsKafkaPartitionHasNoLeaderAndAnotherIsRead(Cause cause) throws Exception {
    Hold held = foundByARun(cause, 10, 30);
    ledger.landsTen(List.of(held), List.of());
    kafka.create("orders", 2).append("orders", 0, 30, 3_000).append("orders", 1, 5, 500);
    kafka.answerAlways("orders", "id").takeLeader("orders", 0);

    Plan plan = plan();

    assertEquals(1, plan.tasks().size(), "the other Kafka partition is read");
    assertEquals(List.of(held), plan.held());
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR_BUDGET", "UNKNOWN_SCHEMAS"})
  void aHoldStaysWhileARunReadsAPartOfItsOffsets(Cause cause) throws Exception {
    Hold held = foundByARun(cause, 10, 30);
    ledger.landsTen(List.of(held), List.of());
    kafka.create("orders", 1).append("orders", 0, 30, 3_000).answerAlways("orders", "id");

    Plan plan = plan(500);

    assertEquals(1, plan.tasks().size());
    assertEquals(List.of(held), plan.held());
  }
}
