package io.sluice.job.run.stages;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.planning.PlanBase;
import io.sluice.job.planning.PlanOutcome;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.ledger.AppendAnswer.NotAppendedException;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a run's plan, and puts it where the tasks and the Application Master find it. */
public final class RunPlanning {
  private static final Log LOG = Log.of(RunPlanning.class);

  /** Stands for the ID of a ledger that the first run will make. */
  private static final String NO_LEDGER_YET = "";

  /** Plans with what Kafka, the registry and the directories answer. */
  @FunctionalInterface
  public interface PlanSource {
    /** The plan of a run with that ID on that base. */
    PlanOutcome plan(PlanBase base, String runId, String ledgerId) throws IOException;
  }

  private final String ingestion;
  private final Tracker tracker;
  private final Author author;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PlanSource source;

  /**
   * Plans for one ingestion.
   *
   * @param random draws the IDs of resets
   */
  public RunPlanning(
      String ingestion,
      Tracker tracker,
      Author author,
      InstantSource clock,
      RandomGenerator random,
      PlanSource source) {
    this.ingestion = ingestion;
    this.tracker = tracker;
    this.author = author;
    this.clock = clock;
    this.random = random;
    this.source = source;
  }

  /**
   * Plans on a head that is published. Where a topic that was created again begins anew, the reset
   * is appended first.
   *
   * @throws CommandFailedException if nothing may be planned, or the reset was overtaken
   */
  PlanOutcome.Planned plan(Optional<StoredEntry> head, String runId)
      throws IOException, CommandFailedException {
    String ledgerId = tracker.identity().claim(head);
    List<Plan> left = leftOn(head);
    PlanOutcome outcome = source.plan(baseOf(head, left), runId, ledgerId);
    if (outcome instanceof PlanOutcome.ResetFirst reset) {
      outcome = source.plan(PlanBase.of(append(reset, headerAfter(head, left))), runId, ledgerId);
    }
    return planned(outcome);
  }

  /**
   * Returns the plan that a run would make. Appends nothing: a reset that would come first is
   * reported.
   *
   * @param notes for people, to be added to
   */
  public PlanOutcome.Planned preview(Optional<StoredEntry> head, String runId, List<String> notes)
      throws IOException, CommandFailedException {
    PlanBase base = baseOf(head, leftOn(head));
    String ledgerId = tracker.identity().known(head).orElse(NO_LEDGER_YET);
    PlanOutcome outcome = source.plan(base, runId, ledgerId);
    if (outcome instanceof PlanOutcome.ResetFirst reset) {
      notes.add(
          "A run appends a reset first, and is shown as it would go on from there: %s."
              .formatted(reset.reason()));
      outcome = source.plan(base.afterReset(reset.state()), runId, ledgerId);
    }
    return planned(outcome);
  }

  /** Plans of runs on the head that have left nothing else behind. */
  private List<Plan> leftOn(Optional<StoredEntry> head) throws IOException {
    return tracker.runs().plansOn(head.map(StoredEntry::version).orElse(0L));
  }

  /** The head, and what the plans that were left have begun. */
  private static PlanBase baseOf(Optional<StoredEntry> head, List<Plan> left) {
    return head.map(PlanBase::of).orElse(PlanBase.EMPTY).begunBy(left);
  }

  private PlanOutcome.Planned planned(PlanOutcome outcome) throws CommandFailedException {
    if (outcome instanceof PlanOutcome.Planned planned) {
      return planned;
    }
    if (outcome instanceof PlanOutcome.Refused refused) {
      throw new CommandFailedException(
          refused.why() == PlanOutcome.Refusal.DATA_LOSS ? ExitCode.FAILED : ExitCode.USAGE,
          refused.message());
    }
    throw new CommandFailedException(
        ExitCode.FAILED,
        "Cannot plan a run of "
            + ingestion
            + ": topics were created again while it was planned. Start the run again.");
  }

  /**
   * The header of a reset. On an empty ledger only a plan that was left can have begun the topic,
   * and it names what a header names.
   */
  private EntryHeader headerAfter(Optional<StoredEntry> head, List<Plan> left) {
    String act = RunId.fresh(clock, random);
    return head.map(entry -> author.headerAfter(entry, act))
        .orElseGet(() -> author.firstHeader(left.get(0), act));
  }

  private StoredEntry append(PlanOutcome.ResetFirst reset, EntryHeader header)
      throws NotAppendedException {
    OffsetEntry.Reset entry = new OffsetEntry.Reset(header, reset.state(), reset.reason());
    StoredEntry stored =
        tracker.ledger().append(entry).ownOrThrow("begin topics " + reset.topics() + " anew");
    LOG.info("Reset: version={} topics={}", stored.version(), reset.topics());
    return stored;
  }

  /** Puts the landing schemas, then the plan: from then on any process can commit the run. */
  void put(Plan plan) throws IOException {
    for (Plan.PlannedTopic topic : plan.topics()) {
      if (!topic.landingSchema().isEmpty()) {
        tracker.schemas().put(topic.landingSchema());
      }
    }
    if (tracker.runs().putPlan(plan) == Store.Put.TAKEN) {
      throw new IOException(
          "Cannot put the plan of run "
              + plan.runId()
              + ": that run id is taken. Start the run again.");
    }
  }
}
