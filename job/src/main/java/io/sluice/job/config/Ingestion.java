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
 * One named configuration, read and checked: what holds for all its topics. What holds for one is
 * in {@link #forTopic}.
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

  /** Where topics come by a pattern, every alias may hold for one. */
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
   * Whether the overrides may hold for every topic that a pattern finds: the schema file of values
   * that need one stands in an override only. The plan says so of a topic that has none.
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
