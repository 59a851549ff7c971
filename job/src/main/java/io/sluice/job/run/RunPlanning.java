package io.sluice.job.run;

import io.sluice.job.config.Ingestion;
import io.sluice.job.ingestion.Acknowledgements;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.ingestion.ShippedSchemaFiles;
import io.sluice.job.kafka.AdminKafkaFacts;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.planning.LandingSchemas;
import io.sluice.job.planning.PlanBase;
import io.sluice.job.planning.PlanOutcome;
import io.sluice.job.planning.PlanRequest;
import io.sluice.job.planning.Planner;
import io.sluice.job.planning.TopicDirectories;
import io.sluice.job.planning.landing.ConfiguredLandingSchemas;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.mapper.decode.ValueSchemas;
import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.store.Store;
import io.sluice.writers.TopicLayout;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a run's plan with what Kafka, the registry and the directories say, and puts it where the
 * tasks and the Application Master find it.
 */
final class RunPlanning {
  private static final Logger LOG = LoggerFactory.getLogger(RunPlanning.class);

  /** Stands for the ID of a ledger that the first run will make. */
  private static final String NO_LEDGER_YET = "";

  private final OpenIngestion open;
  private final RandomGenerator random;
  private final TopicDirectories directories;
  private final ShippedSchemaFiles schemaFiles;

  /**
   * Plans for one ingestion.
   *
   * @param directories those that are made and claimed for a run, or only looked at
   */
  RunPlanning(OpenIngestion open, RandomGenerator random, TopicDirectories directories) {
    this.open = open;
    this.random = random;
    this.directories = directories;
    this.schemaFiles = new ShippedSchemaFiles(open.hadoop());
  }

  /**
   * Plans on a head that is published. Where a topic that was created again begins anew, the reset
   * is appended first.
   *
   * @throws VerbFailedException if nothing may be planned, or the reset was overtaken
   */
  PlanOutcome.Planned plan(Optional<StoredEntry> head, String runId)
      throws IOException, VerbFailedException {
    String ledgerId = open.tracker().identity().claim(head);
    PlanOutcome outcome = outcome(baseOf(head), runId, ledgerId);
    if (outcome instanceof PlanOutcome.ResetFirst reset) {
      outcome = outcome(PlanBase.of(append(reset, head)), runId, ledgerId);
    }
    return planned(outcome);
  }

  /**
   * Returns the plan that a run would make. Appends nothing: a reset that would come first is
   * reported.
   *
   * @param notes for people, to be added to
   */
  PlanOutcome.Planned preview(Optional<StoredEntry> head, String runId, List<String> notes)
      throws IOException, VerbFailedException {
    PlanBase base = baseOf(head);
    String ledgerId = open.tracker().identity().known(head).orElse(NO_LEDGER_YET);
    PlanOutcome outcome = outcome(base, runId, ledgerId);
    if (outcome instanceof PlanOutcome.ResetFirst reset) {
      notes.add(
          "A run appends a reset first, and is shown as it would go on from there: %s."
              .formatted(reset.reason()));
      outcome = outcome(base.afterReset(reset.state()), runId, ledgerId);
    }
    return planned(outcome);
  }

  /** The head, and what a run on it that left nothing behind but its plan has begun. */
  private PlanBase baseOf(Optional<StoredEntry> head) throws IOException {
    PlanBase base = head.map(PlanBase::of).orElse(PlanBase.EMPTY);
    return base.begunBy(open.tracker().runs().plansOn(base.version()));
  }

  private PlanOutcome.Planned planned(PlanOutcome outcome) throws VerbFailedException {
    if (outcome instanceof PlanOutcome.Planned planned) {
      return planned;
    }
    if (outcome instanceof PlanOutcome.Refused refused) {
      throw new VerbFailedException(
          refused.why() == PlanOutcome.Refusal.DATA_LOSS ? ExitCode.FAILED : ExitCode.USAGE,
          refused.message());
    }
    throw new VerbFailedException(
        ExitCode.FAILED,
        "Cannot plan a run of "
            + open.name()
            + ": topics were created again while it was planned. Start the run again.");
  }

  private PlanOutcome outcome(PlanBase base, String runId, String ledgerId) throws IOException {
    Ingestion ingestion = open.ingestion();
    try (KafkaFacts facts = AdminKafkaFacts.connect(ingestion.kafka().adminOf(open.name()))) {
      Acknowledgements acknowledgements = Acknowledgements.read(open.tracker().upkeep());
      PlanRequest request =
          new PlanRequest(
              runId,
              open.name(),
              ledgerId,
              ingestion.options().patterns(),
              open.places().fileSystem().toString(),
              ingestion.options().renamedFrom(),
              ingestion.commit().onFailure(),
              ingestion.planning(),
              topic -> ingestion.forTopic(topic).planning(),
              acknowledgements.losses(),
              acknowledgements.releases());
      return new Planner(facts, landingSchemas(), directories, open.clock()).plan(request, base);
    }
  }

  private LandingSchemas landingSchemas() {
    return new ConfiguredLandingSchemas(
        () -> new ValueSchemas(RegistrySchemas.open(open.ingestion().registry()), schemaFiles),
        topic -> open.ingestion().forTopic(topic).decoder(),
        topic -> open.ingestion().forTopic(topic).writer().landingRules(),
        topic -> open.ingestion().forTopic(topic).writer().timestampFieldsRead(),
        topic -> TopicLayout.of(open.ingestion().forTopic(topic).writer()),
        open.tracker().schemas()::read);
  }

  /** Texts of the schema files that the last plan was made with, by name. */
  Map<String, String> schemaFiles() {
    return schemaFiles.texts();
  }

  private StoredEntry append(PlanOutcome.ResetFirst reset, Optional<StoredEntry> head)
      throws VerbFailedException {
    StoredEntry before = head.orElseThrow();
    OffsetEntry.Reset entry =
        new OffsetEntry.Reset(
            open.author().headerAfter(before, RunId.fresh(open.clock(), random)),
            reset.state(),
            reset.reason());
    AppendAnswer answer = open.tracker().ledger().append(entry);
    if (answer instanceof AppendAnswer.Committed committed) {
      LOG.info("Reset: version={} topics={}", entry.version(), reset.topics());
      return committed.entry();
    }
    if (answer instanceof AppendAnswer.Unknown unknown) {
      throw new VerbFailedException(ExitCode.NOT_KNOWN, unknown.why());
    }
    throw new VerbFailedException(
        ExitCode.OTHER_RUN,
        "Cannot begin topics "
            + reset.topics()
            + " anew: another run has appended version "
            + entry.version()
            + ". Start the run again.");
  }

  /** Puts the landing schemas, then the plan: from then on any process can commit the run. */
  void put(Plan plan) throws IOException {
    for (Plan.PlannedTopic topic : plan.topics()) {
      if (!topic.landingSchema().isEmpty()) {
        open.tracker().schemas().put(topic.landingSchema());
      }
    }
    if (open.tracker().runs().putPlan(plan) == Store.Put.TAKEN) {
      throw new IOException(
          "Cannot put the plan of run "
              + plan.runId()
              + ": that run id is taken. Start the run again.");
    }
  }
}
