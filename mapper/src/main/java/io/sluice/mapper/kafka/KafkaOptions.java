package io.sluice.mapper.kafka;

import io.sluice.options.Key;
import io.sluice.options.Prefix;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What passes through to Kafka's clients, and what must not.
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
    return new KafkaOptions(consumer, admin);
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
}
