package io.sluice.mapper.kafka;

import io.sluice.options.Key;
import io.sluice.options.Prefix;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.options.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Settings that are passed to Kafka's clients, and those that must not be.
 *
 * @param consumer settings of consumers, names as Kafka's
 * @param admin settings of the admin client likewise
 */
public record KafkaOptions(Map<String, String> consumer, Map<String, String> admin) {

  public static final Prefix PREFIX =
      new Prefix(
          "kafka.",
          List.of("consumer", "admin"),
          "passes through to Kafka's clients; `kafka.consumer.*` and `kafka.admin.*` to one of them");

  public static final List<Key<?>> KEYS = List.of();

  private static final String SERVERS = "bootstrap.servers";

  /** Kafka's settings that would break the protocol, and what to do instead. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "enable.auto.commit",
          "The ledger holds the offsets. Remove it.",
          "check.crcs",
          "A corrupt batch must not land. Remove it.",
          "auto.offset.reset",
          "A reader never jumps in silence. Set starting.offsets for new topics, on.data.loss for expired offsets.",
          "key.deserializer",
          "Set key.format.",
          "value.deserializer",
          "Set value.format.",
          "client.id",
          "It is sluice-<name>, so that quotas bind the ingestion as one. Set name.",
          "interceptor.classes",
          "What is read must be what lands. Remove it.",
          "group.id",
          "The ledger holds the offsets, and no group shares the work. Remove it.",
          "group.protocol",
          "No group shares the work. Remove it.",
          "allow.auto.create.topics",
          "A reader makes no topics. Remove it.");

  public KafkaOptions {
    consumer = Map.copyOf(consumer);
    admin = Map.copyOf(admin);
  }

  public static KafkaOptions read(Settings settings, Problems problems) {
    Map<String, String> consumer = settings.below(PREFIX, "consumer");
    Map<String, String> admin = settings.below(PREFIX, "admin");
    if (!consumer.containsKey(SERVERS) || !admin.containsKey(SERVERS)) {
      problems.add(
          "Cannot go on without kafka.bootstrap.servers: nothing says where Kafka is. Set it, for example kafka.bootstrap.servers=broker1:9092,broker2:9092.");
    }
    REFUSED.forEach(
        (name, instead) -> {
          if (consumer.containsKey(name) || admin.containsKey(name)) {
            problems.add(
                "Cannot pass kafka.%s to Kafka's clients: it would break the protocol. %s"
                    .formatted(name, instead));
          }
        });
    Names.of(settings).misspelt().forEach(problems::add);
    return new KafkaOptions(consumer, admin);
  }

  /**
   * A line for each setting whose name Kafka's clients do not know. It passes through all the same:
   * a plugin of theirs (an interceptor, a login handler, a metrics reporter) may.
   */
  public static List<String> unknown(Settings settings) {
    return Names.of(settings).unknown();
  }

  /** All settings of a consumer of this ingestion but for its deserializers. */
  public Map<String, String> consumerOf(String ingestion) {
    Map<String, String> all = new TreeMap<>(consumer);
    all.put("client.id", clientId(ingestion));
    all.put("enable.auto.commit", "false");
    all.put("auto.offset.reset", "none");
    all.putIfAbsent("isolation.level", "read_committed");
    return all;
  }

  /** All settings of an admin client of this ingestion. */
  public Map<String, String> adminOf(String ingestion) {
    Map<String, String> all = new TreeMap<>(admin);
    all.put("client.id", clientId(ingestion));
    return all;
  }

  private static String clientId(String ingestion) {
    return "sluice-" + ingestion;
  }

  /**
   * Settings for Kafka's clients whose names those do not know.
   *
   * @param misspelt problems: a name that is one or two letters away from a known one
   * @param unknown notes: any other, which a plugin of the clients may know
   */
  private record Names(List<String> misspelt, List<String> unknown) {

    static Names of(Settings settings) {
      List<String> misspelt = new ArrayList<>();
      List<String> unknown = new ArrayList<>();
      for (Setting setting : settings.all()) {
        if (!setting.name().startsWith(PREFIX.name())) {
          continue;
        }
        String prefix = prefix(setting.name());
        String name = setting.name().substring(prefix.length());
        Set<String> known = known(prefix);
        if (name.isEmpty() || known.contains(name)) {
          continue;
        }
        Optional<String> near = Suggestion.misspelt(name, known);
        if (near.isPresent()) {
          misspelt.add(
              "Cannot use %s: Kafka's clients have no setting %s. Did you mean %s%s?"
                  .formatted(setting, name, prefix, near.get()));
        } else {
          unknown.add(
              "%s is passed on, though Kafka's clients have no setting %s: only a plugin of theirs can read it."
                  .formatted(setting, name));
        }
      }
      return new Names(misspelt, unknown);
    }

    private static String prefix(String name) {
      String all = PREFIX.name();
      return PREFIX.parts().stream()
          .map(part -> all + part + ".")
          .filter(name::startsWith)
          .findFirst()
          .orElse(all);
    }

    private static Set<String> known(String prefix) {
      Set<String> known = new TreeSet<>();
      if (!prefix.endsWith("admin.")) {
        known.addAll(ConsumerConfig.configNames());
      }
      if (!prefix.endsWith("consumer.")) {
        known.addAll(AdminClientConfig.configNames());
      }
      return known;
    }
  }
}
