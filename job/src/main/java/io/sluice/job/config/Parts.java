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
record Parts(String title, List<? extends Key<?>> keys) {

  static final List<Parts> ALL =
      List.of(
          new Parts("The ingestion", IngestionOptions.KEYS),
          new Parts("Values and schemas", DecoderOptions.KEYS),
          new Parts("Landed files", WriterOptions.KEYS),
          new Parts("The schema registry", RegistryOptions.KEYS),
          new Parts("Offsets, losses and errors", TopicPlanningOptions.KEYS),
          new Parts("The size of a run", PlanningOptions.KEYS),
          new Parts("The commit", CommitOptions.KEYS),
          new Parts("Reading", ReaderOptions.KEYS),
          new Parts("Kafka's clients", KafkaOptions.KEYS),
          new Parts("The cluster", ClusterOptions.KEYS));
}
