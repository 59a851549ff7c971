package io.sluice.job.config;

import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.mapper.kafka.ReaderOptions;
import io.sluice.options.Catalog;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import java.util.List;

/**
 * One named configuration, read and checked: what holds for all its topics. What holds for one is
 * in {@link #forTopic}.
 */
public record Ingestion(
    Settings settings,
    IngestionOptions options,
    KafkaOptions kafka,
    ReaderOptions reader,
    PlanningOptions planning,
    CommitOptions commit,
    ClusterOptions cluster) {

  /** Every key of every part. */
  public static final Catalog CATALOG =
      new Catalog(
          Parts.ALL.stream().map(Parts::keys).flatMap(List::stream).toList(),
          List.of(KafkaOptions.PREFIX));

  /**
   * Reads all that is set, each alias of the overrides too.
   *
   * @throws io.sluice.options.ConfigurationException with all that is wrong
   */
  public static Ingestion read(Settings settings) {
    Problems problems = new Problems();
    Ingestion ingestion = read(settings, problems);
    problems.throwIfAny();
    return ingestion;
  }

  static Ingestion read(Settings written, Problems problems) {
    Settings settings = NotYet.refuse(written, problems);
    CATALOG.check(settings, problems);
    Ingestion ingestion =
        new Ingestion(
            settings,
            IngestionOptions.read(settings, problems),
            KafkaOptions.read(settings, problems),
            ReaderOptions.read(settings, problems),
            PlanningOptions.read(settings, problems),
            CommitOptions.read(settings, problems),
            ClusterOptions.read(settings, problems));
    TopicOptions.read(settings, problems);
    settings.aliases().forEach(alias -> TopicOptions.read(settings.forAlias(alias), problems));
    return ingestion;
  }

  public String name() {
    return options.name();
  }

  /** What holds for one topic, the overrides among it. */
  public TopicOptions forTopic(String topic) {
    Problems problems = new Problems();
    TopicOptions ofTopic = TopicOptions.read(settings.forTopic(topic), problems);
    problems.throwIfAny();
    return ofTopic;
  }
}
