package io.sluice.job.run.stages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.planning.PlanBase;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.PlanOutcome.ResetFirst;
import io.sluice.job.planning.PlanSummary;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.staging.LandingDirectories;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunPlanningTest {
  private static final String LEFT = "20261121T110333Z-abcdef";
  private static final String MINE = "20261121T120000Z-abcdef";

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
  private final MemoryStore store = new MemoryStore(clock);
  private final Author author = new Author(clock, "sluice test", "ann");
  private final Tracker tracker =
      new Tracker(
          "app",
          store,
          new Layout("/state"),
          author,
          RetryPolicy.of(clock, Duration.ZERO),
          FileThreads.of(1),
          new Random(1),
          new LandingDirectories("/data", "/data/.quarantine"));
  private final List<PlanBase> bases = new ArrayList<>();

  @Test
  void aTopicThatIsCreatedAgainBeforeTheFirstEntryBeginsTheLedgerWithAReset()
      throws IOException, CommandFailedException {
    String ledgerId = tracker.identity().claim(Optional.empty());
    tracker.runs().putPlan(plan(LEFT, 0, "", ledgerId));

    Planned planned = planning(ledgerId).plan(Optional.empty(), MINE);

    StoredEntry head = tracker.ledger().head().orElseThrow();
    assertEquals(1, head.version());
    assertEquals("restart", assertInstanceOf(Reset.class, head.entry()).reason());
    assertEquals(ledgerId, head.entry().header().ledgerId());
    assertEquals(List.of(0L, 1L), bases.stream().map(PlanBase::version).toList());
    assertEquals(1, bases.get(0).state().topics().size(), "what the plan that was left has begun");
    assertEquals(1, planned.plan().base());
  }

  /** Asks for a reset first, as where a topic was created again. */
  private RunPlanning planning(String ledgerId) {
    return new RunPlanning(
        "app",
        tracker,
        author,
        clock,
        new Random(2),
        (base, runId, ledger) -> {
          bases.add(base);
          return bases.size() == 1
              ? new ResetFirst(base.state(), "restart", List.of("orders"))
              : new Planned(
                  plan(MINE, base.version(), base.checksum(), ledgerId),
                  new PlanSummary(List.of(), List.of(), List.of()));
        });
  }

  private static Plan plan(String runId, long base, String checksum, String ledgerId) {
    return new Plan(
        "app",
        ledgerId,
        runId,
        base,
        checksum,
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
        List.of(),
        List.of(),
        List.of(),
        TopicPatterns.NONE,
        List.of());
  }
}
