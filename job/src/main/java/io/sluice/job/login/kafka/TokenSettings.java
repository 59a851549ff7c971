package io.sluice.job.login.kafka;

import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.options.jaas.JaasText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings for a login with a delegation token. */
final class TokenSettings {
  private static final String MECHANISM = "sasl.mechanism";
  private static final String JAAS = "sasl.jaas.config";
  private static final String SASL = "sasl.";

  private TokenSettings() {}

  /** The settings of an ingestion with all SASL settings replaced. */
  static Settings of(Settings settings, DelegationToken token) {
    Settings rest = settings;
    String all = KafkaOptions.PREFIX.name();
    for (Setting each : settings.all()) {
      if (each.name().startsWith(all) && ownName(each.name()).startsWith(SASL)) {
        rest = rest.without(each.name());
      }
    }
    String origin = "delegation token";
    return rest.overlay(
        List.of(
            new Setting(all + MECHANISM, token.mechanism(), origin),
            new Setting(all + JAAS, jaas(token), origin)));
  }

  /** The settings of a Kafka client with all SASL settings replaced. */
  static Map<String, String> of(Map<String, String> client, DelegationToken token) {
    Map<String, String> all = new TreeMap<>(client);
    all.keySet().removeIf(name -> name.startsWith(SASL));
    all.put(MECHANISM, token.mechanism());
    all.put(JAAS, jaas(token));
    return all;
  }

  private static String ownName(String name) {
    String all = KafkaOptions.PREFIX.name();
    for (String part : KafkaOptions.PREFIX.parts()) {
      if (name.startsWith(all + part + ".")) {
        return name.substring(all.length() + part.length() + 1);
      }
    }
    return name.substring(all.length());
  }

  private static String jaas(DelegationToken token) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\" tokenauth=\"true\";"
        .formatted(JaasText.escaped(token.id()), JaasText.escaped(token.hmac().reveal()));
  }
}
