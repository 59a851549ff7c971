package io.sluice.job.config;

import io.sluice.options.Problems;
import io.sluice.options.Settings;

/**
 * What holds for one topic.
 *
 * @param settings with the topic's overrides laid over the ingestion's, each with its origin
 */
public record TopicOptions(Settings settings, TopicPlanningOptions planning) {

  static TopicOptions read(Settings settings, Problems problems) {
    return new TopicOptions(settings, TopicPlanningOptions.read(settings, problems));
  }
}
