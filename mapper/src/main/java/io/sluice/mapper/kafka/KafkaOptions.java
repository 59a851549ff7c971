package io.sluice.mapper.kafka;

import io.sluice.options.ConfigurationException;
import io.sluice.options.Key;
import io.sluice.options.Prefix;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.options.Suggestion;
import io.sluice.options.Type;
import io.sluice.options.jaas.JaasText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Settings that are passed to Kafka's clients, and settings that are refused.
 *
 * @param consumer settings of consumers, with Kafka's names
 * @param admin settings of the admin client, with Kafka's names
 */
public record KafkaOptions(
    Map<String, String> consumer, Map<String, String> admin, TaskLogin taskLogin) {

  /** The identity with which tasks log in to Kafka. */
  public enum TaskLogin {
    AUTO,
    /** A Kafka delegation token, which the client obtains for the run. */
    DELEGATED,
    /** The identity of the client; its secrets and files are shipped to the tasks. */
    OWN
  }

  public static final Prefix PREFIX =
      new Prefix(
          "kafka.",
          List.of("consumer", "admin"),
          "settings for Kafka's clients; `kafka.consumer.*` is for the consumers alone, `kafka.admin.*` for the admin client alone");

  static final Key<List<String>> PLUGIN_SETTINGS =
      Key.optional(
          "plugin.settings",
          Type.list(Type.STRING),
          "`kafka.*` settings, without that prefix, that are read by a plugin of Kafka's clients (a login handler, a metrics reporter) and not by the clients themselves. Other settings that Kafka's clients do not know are refused");

  static final Key<TaskLogin> TASK_LOGIN =
      Key.of(
          "task.kafka.login",
          Type.words(TaskLogin.class),
          "auto",
          "how tasks on a cluster log in to Kafka by SASL. delegated: with a Kafka delegation token, which the client obtains, renews and expires, so that no task gets a password or a keytab; own: in the same way as the client, with its secrets and files; auto: delegated if Kafka issues and accepts such a token (the brokers have `delegation.token.secret.key`, and the listener accepts SCRAM), otherwise own");

  public static final List<Key<?>> KEYS = List.of(PLUGIN_SETTINGS, TASK_LOGIN);

  private static final String SERVERS = "bootstrap.servers";

  private static final String UNREADABLE_JAAS =
      "Cannot make a Kafka client for %s: kafka.sasl.jaas.config (or kafka.consumer.sasl.jaas.config or kafka.admin.sasl.jaas.config, where one is set) is no line of JAAS that Kafka reads. ";

  private static final String JAAS_AS_KAFKA_READS_IT =
      "Write \"<class of a login module> required <option>=\"<value>\" …;\" with each value in double quotes, and within one \\\\\" for a quote and \\\\\\\\ for a backslash; or let a value come from a file, as ${file:/path}, whose characters need neither.";

  /** Kafka's settings that would break the protocol, with the remedy. */
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
    checkJaas(settings, problems);
    Names.check(
        settings, Set.copyOf(settings.find(PLUGIN_SETTINGS, problems).orElse(List.of())), problems);
    return new KafkaOptions(consumer, admin, settings.read(TASK_LOGIN, problems));
  }

  /** A line that no client reads would fail each task, with its key unknown. */
  private static void checkJaas(Settings settings, Problems problems) {
    for (Setting setting : settings.all()) {
      if (setting.name().startsWith(PREFIX.name())
          && setting.name().endsWith("sasl.jaas.config")
          && !JaasText.isReadable(setting.text())) {
        problems.add(
            "Cannot use %s: it is no line of JAAS that Kafka reads. %s"
                .formatted(setting.named(), JAAS_AS_KAFKA_READS_IT));
      }
    }
  }

  /** All settings of a consumer of this ingestion, except its deserializers. */
  public Map<String, String> consumerOf(String ingestion) {
    Map<String, String> all = new TreeMap<>(consumer);
    all.put("client.id", clientId(ingestion));
    all.put("enable.auto.commit", "false");
    all.put("auto.offset.reset", "none");
    all.putIfAbsent("isolation.level", "read_committed");
    OAuth.prepare(all);
    return all;
  }

  /** All settings of an admin client of this ingestion. */
  public Map<String, String> adminOf(String ingestion) {
    Map<String, String> all = new TreeMap<>(admin);
    all.put("client.id", clientId(ingestion));
    OAuth.prepare(all);
    return all;
  }

  /**
   * Creates a client of Kafka.
   *
   * @param settings of that client
   * @throws ConfigurationException if Kafka cannot read its JAAS line. Neither message nor cause
   *     contains Kafka's own message, which shows the text at the error, possibly a part of a
   *     password.
   */
  public static <T> T open(Map<String, ?> settings, Supplier<T> making) {
    try {
      return making.get();
    } catch (KafkaException | IllegalArgumentException e) {
      for (Throwable each = e; each != null; each = each.getCause()) {
        if (String.valueOf(each.getMessage()).contains("JAAS config")) {
          throw new ConfigurationException(
              UNREADABLE_JAAS.formatted(String.valueOf(settings.get(SERVERS)))
                  + JAAS_AS_KAFKA_READS_IT);
        }
      }
      throw e;
    }
  }

  private static String clientId(String ingestion) {
    return "sluice-" + ingestion;
  }

  /** Finds settings that Kafka's clients do not know. */
  private static final class Names {
    private Names() {}

    /**
     * Reports them without their values, which may be secrets: with a misspelt name, a secret would
     * be written to the job's configuration.
     *
     * @param ofPlugins names that are accepted nevertheless
     */
    static void check(Settings settings, Set<String> ofPlugins, Problems problems) {
      for (Setting setting : settings.all()) {
        if (!setting.name().startsWith(PREFIX.name())) {
          continue;
        }
        String prefix = prefix(setting.name());
        String name = setting.name().substring(prefix.length());
        Set<String> known = known(prefix);
        if (name.isEmpty() || known.contains(name) || ofPlugins.contains(name)) {
          continue;
        }
        problems.add(
            "Cannot use %s: Kafka's clients have no setting %s. %s"
                .formatted(
                    setting.named(),
                    name,
                    Suggestion.misspelt(name, known)
                        .map(near -> "Did you mean " + prefix + near + "?")
                        .orElse(
                            "Remove it, or name it in %s if a plugin of theirs reads it."
                                .formatted(PLUGIN_SETTINGS))));
      }
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

  /**
   * OAuth tokens. Kafka's clients read them only from addresses and files that a system property
   * names, because in other programs other users may write their settings. Here the operator
   * configures both.
   */
  private static final class OAuth {
    private static final Map<String, List<String>> PLACES =
        Map.of(
            "org.apache.kafka.sasl.oauthbearer.allowed.urls",
            List.of("sasl.oauthbearer.token.endpoint.url", "sasl.oauthbearer.jwks.endpoint.url"),
            "org.apache.kafka.sasl.oauthbearer.allowed.files",
            List.of(
                "sasl.oauthbearer.assertion.file",
                "sasl.oauthbearer.assertion.private.key.file",
                "sasl.oauthbearer.assertion.template.file"));

    private OAuth() {}

    static synchronized void prepare(Map<String, String> settings) {
      if (!settings.getOrDefault("sasl.mechanism", "").equals("OAUTHBEARER")) {
        return;
      }
      // The default validator can also be used in a broker, and requires an additional library for
      // that.
      settings.putIfAbsent(
          "sasl.oauthbearer.jwt.validator.class",
          "org.apache.kafka.common.security.oauthbearer.ClientJwtValidator");
      PLACES.forEach(
          (property, names) -> {
            Set<String> allowed =
                new LinkedHashSet<>(List.of(System.getProperty(property, "").split(",")));
            allowed.remove("");
            names.stream()
                .map(name -> settings.getOrDefault(name, ""))
                .filter(place -> !place.isEmpty())
                .forEach(allowed::add);
            if (!allowed.isEmpty()) {
              System.setProperty(property, String.join(",", allowed));
            }
          });
    }
  }
}
