package io.sluice.job.config;

import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.writers.WriterOptions;

/**
 * What holds for one topic.
 *
 * @param settings with the topic's overrides laid over the ingestion's, each with its origin
 */
public record TopicOptions(
    Settings settings,
    TopicPlanningOptions planning,
    DecoderOptions decoder,
    WriterOptions writer) {

  static TopicOptions read(Settings settings, Problems problems) {
    return new TopicOptions(
        settings,
        TopicPlanningOptions.read(settings, problems),
        DecoderOptions.read(settings, problems),
        WriterOptions.read(settings, problems));
  }

  /** Tells what one part says and another contradicts. */
  void check(RegistryOptions registry, Problems problems) {
    if (decoder.asksRegistry() && registry.urls().isEmpty()) {
      problems.add(
          "Cannot decode value.format=%s: its schemas come from a registry. Set schema.registry.url, or another value.format."
              .formatted(decoder.valueFormat()));
    }
  }
}
