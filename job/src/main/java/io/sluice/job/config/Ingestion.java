package io.sluice.job.config;

import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.mapper.limit.ReaderOptions;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.options.Catalog;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A configuration with its name, read and checked: the options for all its topics. {@link
 * #forTopic} returns the options of one topic.
 */
public record Ingestion(
    Settings settings,
    IngestionOptions options,
    KafkaOptions kafka,
    ReaderOptions reader,
    RegistryOptions registry,
    PlanningOptions planning,
    CommitOptions commit,
    ClusterOptions cluster) {

  private static final String NO_ALIAS = "";

  /** Every key of every part. */
  public static final Catalog CATALOG =
      new Catalog(
          ConfigSections.ALL.stream().map(ConfigSections::keys).flatMap(List::stream).toList(),
          List.of(KafkaOptions.PREFIX));

  /**
   * Reads all settings, including each alias of the overrides.
   *
   * @throws io.sluice.options.ConfigurationException with all problems
   */
  public static Ingestion read(Settings settings) {
    Problems problems = new Problems();
    Ingestion ingestion = read(settings, problems);
    problems.throwIfAny();
    return ingestion;
  }

  static Ingestion read(Settings written, Problems problems) {
    Settings settings = UnsupportedSettings.refuse(written, problems);
    CATALOG.check(settings, problems);
    Ingestion ingestion =
        new Ingestion(
            settings,
            IngestionOptions.read(settings, problems),
            KafkaOptions.read(settings, problems),
            ReaderOptions.read(settings, problems),
            RegistryOptions.read(settings, problems),
            PlanningOptions.read(settings, problems),
            CommitOptions.read(settings, problems),
            ClusterOptions.read(settings, problems));
    Map<String, TopicOptions> byAlias = new LinkedHashMap<>();
    byAlias.put(NO_ALIAS, TopicOptions.read(settings, problems));
    settings
        .aliases()
        .forEach(
            alias -> byAlias.put(alias, TopicOptions.read(settings.forAlias(alias), problems)));
    byAlias.keySet().retainAll(ingestion.aliasesInUse());
    if (ingestion.mayHaveNoTopicOfTheBase(byAlias)) {
      byAlias.remove(NO_ALIAS);
    }
    byAlias.values().forEach(inUse -> inUse.check(ingestion.registry, problems));
    TopicOptions.checkCodecs(byAlias.values(), problems);
    return ingestion;
  }

  /** With a pattern, each alias may apply to a topic. */
  private Set<String> aliasesInUse() {
    Set<String> aliases = new LinkedHashSet<>();
    for (String topic : options.patterns().topics()) {
      aliases.add(settings.aliasOf(topic).orElse(NO_ALIAS));
    }
    if (!options.patterns().regex().isEmpty()) {
      aliases.add(NO_ALIAS);
      aliases.addAll(settings.aliases());
    }
    return aliases;
  }

  /**
   * Returns whether overrides may apply to every topic of a pattern, because a schema file that is
   * required is set in an override only. The plan reports a topic without one.
   */
  private boolean mayHaveNoTopicOfTheBase(Map<String, TopicOptions> byAlias) {
    TopicOptions base = byAlias.get(NO_ALIAS);
    return base != null
        && base.decoder().isWithoutSchema()
        && options.patterns().topics().stream()
            .allMatch(topic -> settings.aliasOf(topic).isPresent())
        && byAlias.values().stream().anyMatch(each -> each.decoder().schemaFile().isPresent());
  }

  public String name() {
    return options.name();
  }

  /** The options of one topic, with its overrides. */
  public TopicOptions forTopic(String topic) {
    Problems problems = new Problems();
    TopicOptions ofTopic = TopicOptions.read(settings.forTopic(topic), problems);
    problems.throwIfAny();
    return ofTopic;
  }
}
