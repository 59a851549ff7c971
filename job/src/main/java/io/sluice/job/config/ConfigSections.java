package io.sluice.job.config;

import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.mapper.limit.ReaderOptions;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.options.Key;
import io.sluice.writers.WriterOptions;
import java.util.List;

/**
 * The parts of the configuration, in the order of the reference.
 *
 * @param title of its section there
 */
record ConfigSections(String title, List<? extends Key<?>> keys) {

  static final List<ConfigSections> ALL =
      List.of(
          new ConfigSections("The ingestion", IngestionOptions.KEYS),
          new ConfigSections("Values and schemas", DecoderOptions.KEYS),
          new ConfigSections("Landed files", WriterOptions.KEYS),
          new ConfigSections("The schema registry", RegistryOptions.KEYS),
          new ConfigSections("Offsets, losses and errors", TopicPlanningOptions.KEYS),
          new ConfigSections("The size of a run", PlanningOptions.KEYS),
          new ConfigSections("The commit", CommitOptions.KEYS),
          new ConfigSections("Reading", ReaderOptions.KEYS),
          new ConfigSections("Kafka's clients", KafkaOptions.KEYS),
          new ConfigSections("The cluster", ClusterOptions.KEYS));
}
