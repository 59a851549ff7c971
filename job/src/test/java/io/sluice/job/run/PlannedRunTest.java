package io.sluice.job.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.report.ExitCode;
import io.sluice.job.report.RunReport;
import io.sluice.job.run.stages.PlannedRun;
import io.sluice.job.run.stages.Stages;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.staging.LandingDirectories;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of the client after the plan stands: the ledger says how the run ended. */
class PlannedRunTest {
  private static final String RUN = "20261121T110333Z-abcdef";
  private static final OffsetRange RANGE = new OffsetRange(new KafkaPartition("orders", 0), 0, 10);

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
  private final MemoryStore store = new MemoryStore(clock);
  private final Tracker tracker = tracker(store);
  private final Stages stages = new Stages(clock);
  private final ReportBuilder report =
      new ReportBuilder("app", clock, stages, (entry, topic) -> Optional.empty());

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  private Tracker tracker(Store files) {
    return new Tracker(
        "app",
        files,
        new Layout("/state"),
        new Author(clock, "sluice test", "ann"),
        RetryPolicy.of(clock, Duration.ZERO),
        FileThreads.of(1),
        new Random(1),
        new LandingDirectories("/data", "/data/.quarantine"));
  }

  static Stream<Throwable> whateverIsThrown() {
    return Stream.of(
        new IOException("no answer"),
        new IllegalStateException("a defect"),
        new NoClassDefFoundError("org/example/Missing"),
        new OutOfMemoryError("heap"));
  }

  @ParameterizedTest
  @MethodSource("whateverIsThrown")
  void whatTheTasksDidLandsWhateverIsThrownBehindSubmit(Throwable thrown) throws IOException {
    RunOutcome outcome =
        carriedOut(
            tracker,
            plan -> {
              maps(plan);
              throw sneaky(thrown);
            });

    assertInstanceOf(RunOutcome.Landed.class, outcome);
    assertEquals(ExitCode.DONE, report.of(outcome).exitCode());
  }

  @ParameterizedTest
  @MethodSource("whateverIsThrown")
  void aRunOfWhichNothingStandsIsFencedAndHasFailed(Throwable thrown) throws IOException {
    RunOutcome outcome =
        carriedOut(
            tracker,
            plan -> {
              throw sneaky(thrown);
            });

    assertInstanceOf(RunOutcome.CommittedNothing.class, outcome);
    RunReport written = report.of(outcome);
    assertEquals(ExitCode.FAILED, written.exitCode());
    assertTrue(written.message().contains(String.valueOf(thrown.getMessage())), written.message());
  }

  @Test
  void whereTheLedgerCannotBeAskedEitherTheOutcomeIsNotKnown() throws IOException {
    RunOutcome outcome = carriedOut(tracker(new DefectiveStore(store)), plan -> JobEnd.ENDED);

    assertInstanceOf(RunOutcome.NotKnown.class, outcome);
    assertEquals(ExitCode.NOT_KNOWN, report.of(outcome).exitCode());
  }

  @Test
  void soItIsOfAPlanWithoutTasks() {
    RunOutcome outcome =
        new PlannedRun(tracker(new DefectiveStore(store)), stages, report).commitWithoutJob(plan());

    assertInstanceOf(RunOutcome.NotKnown.class, outcome);
  }

  @Test
  void anInterruptedClientSaysThatItDoesNotKnow() throws IOException {
    RunOutcome outcome =
        carriedOut(
            tracker,
            plan -> {
              throw new InterruptedException();
            });

    assertInstanceOf(RunOutcome.NotKnown.class, outcome);
    assertEquals(0, tracker.ledger().headVersion());
    assertTrue(Thread.currentThread().isInterrupted());
  }

  private RunOutcome carriedOut(Tracker with, PlannedRun.MapStage map) throws IOException {
    Plan plan = plan();
    tracker.runs().putPlan(plan);
    return new PlannedRun(with, stages, report).carryOut(plan, "map", map);
  }

  private static IOException sneaky(Throwable thrown) throws IOException {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    throw (IOException) thrown;
  }

  private void maps(Plan plan) throws IOException {
    StagedFile file =
        new StagedFile(
            StagedFile.Kind.DATA,
            "orders",
            0,
            "",
            new StagedPaths(new StagingOwner("app", "ledger", "/state"), 0, RUN, 0, "0")
                .staged("/data/orders", "", "1-" + RUN + "-0-0.avro"),
            "/data/orders/1-" + RUN + "-0-0.avro",
            3,
            10,
            0,
            List.of(new StagedFile.Part(0, 0, 9, 10)));
    try (StagedOutput out = store.open(file.staged())) {
      out.write(new byte[3]);
    }
    tracker
        .runs()
        .putManifest(
            new Manifest(
                plan.runId(),
                plan.base(),
                0,
                "0",
                List.of(new PieceOutcome(RANGE, 10, 0, 0, 10, 0, 0, List.of(), Optional.empty())),
                List.of(file),
                Map.of()));
  }

  private static Plan plan() {
    return new Plan(
        "app",
        "ledger",
        RUN,
        0,
        "",
        "cluster",
        "file:///",
        0,
        Plan.OnFailure.PARTIAL,
        List.of(
            new Plan.PlannedTopic(
                "orders",
                "id",
                "/data/orders",
                "/data/.quarantine/orders",
                "\"bytes\"",
                "fingerprint",
                Map.of(),
                new Plan.ErrorBudget(1, 0.1),
                List.of(new Plan.PlannedRange(0, 0, 0, 10, 10, -1, 0, 0, List.of())))),
        List.of(new Plan.PlannedTask(0, 100, List.of(new Piece(RANGE, -1, 0)))),
        List.of(),
        List.of(),
        TopicPatterns.NONE,
        List.of());
  }

  /** A store with a defect. */
  private record DefectiveStore(Store store) implements Store {
    @Override
    public Put putIfAbsent(String path, byte[] content) throws IOException {
      return store.putIfAbsent(path, content);
    }

    @Override
    public Optional<byte[]> read(String path) {
      throw new IllegalStateException("a defect");
    }

    @Override
    public List<Item> list(String directory) {
      throw new IllegalStateException("a defect");
    }

    @Override
    public Move moveOnce(String staged, String target) throws IOException {
      return store.moveOnce(staged, target);
    }

    @Override
    public void delete(String path) throws IOException {
      store.delete(path);
    }

    @Override
    public void refresh() throws IOException {
      store.refresh();
    }
  }
}
