package io.sluice.job.plan;

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
import io.sluice.job.run.stages.RunPlanning;
import io.sluice.mapper.decode.SchemaSources;
import io.sluice.mapper.decode.ValueSchemas;
import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.writers.TopicLayout;
import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Plans as the ingestion's configuration says, with its Kafka cluster and its registry. */
public final class ConfiguredPlans implements RunPlanning.PlanSource {
  private final OpenIngestion open;
  private final TopicDirectories directories;
  private final ShippedSchemaFiles schemaFiles;

  /**
   * Plans of one ingestion.
   *
   * @param directories those that are made and claimed for a run, or only looked at
   */
  public ConfiguredPlans(OpenIngestion open, TopicDirectories directories) {
    this.open = open;
    this.directories = directories;
    this.schemaFiles = new ShippedSchemaFiles(open.hadoop());
  }

  /** Plans of this source, in the order of the protocol. */
  public RunPlanning planning(RandomGenerator random) {
    return new RunPlanning(open.name(), open.tracker(), open.author(), open.clock(), random, this);
  }

  @Override
  public PlanOutcome plan(PlanBase base, String runId, String ledgerId) throws IOException {
    Ingestion ingestion = open.ingestion();
    try (KafkaFacts facts = AdminKafkaFacts.connect(ingestion.kafka().adminOf(open.name()))) {
      Acknowledgements acknowledgements = Acknowledgements.read(open.tracker().maintenance());
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
        () ->
            new ValueSchemas(
                new SchemaSources(
                    RegistrySchemas.open(open.ingestion().registry(), open.clock()),
                    schemaFiles,
                    open.hadoop().getClassLoader())),
        topic -> open.ingestion().forTopic(topic).decoder(),
        topic -> open.ingestion().forTopic(topic).writer().landingRules(),
        topic -> open.ingestion().forTopic(topic).writer().timestampFieldsRead(),
        topic -> TopicLayout.of(open.ingestion().forTopic(topic).writer()),
        open.tracker().schemas()::read);
  }

  /** Texts of the schema files that the last plan was made with, by name. */
  public Map<String, String> schemaFiles() {
    return schemaFiles.texts();
  }
}
