package io.sluice.job.login.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.Problems;
import io.sluice.options.Secret;
import io.sluice.options.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;

class TaskLoginTest {
  private static final String PLAIN =
      """
      kafka.bootstrap.servers=b:1
      kafka.security.protocol=SASL_SSL
      kafka.ssl.truststore.location=/ca.pem
      kafka.sasl.mechanism=PLAIN
      kafka.sasl.jaas.config=PlainLoginModule required password="canary";
      kafka.consumer.sasl.client.callback.handler.class=a.B
      kafka.admin.sasl.login.class=a.C
      kafka.fetch.max.bytes=7
      topics=t
      """;

  private static final DelegationToken TOKEN =
      new DelegationToken(
          "id-1",
          Secret.of("aGVsbG8+/w=="),
          "SCRAM-SHA-256",
          Duration.ofHours(1),
          Duration.ofDays(1));

  @Test
  void aTokenTakesThePlaceOfAllThatIsSaidOfSasl() {
    Settings settings = TokenSettings.of(settings(PLAIN), TOKEN);

    Map<String, String> consumer = kafka(settings).consumer();
    assertFalse(settings.text().contains("canary"), settings::text);
    assertEquals("SCRAM-SHA-256", consumer.get("sasl.mechanism"));
    assertEquals("SASL_SSL", consumer.get("security.protocol"));
    assertEquals("/ca.pem", consumer.get("ssl.truststore.location"));
    assertEquals("7", consumer.get("fetch.max.bytes"));
    assertFalse(consumer.containsKey("sasl.client.callback.handler.class"));
    assertFalse(kafka(settings).admin().containsKey("sasl.login.class"));
    assertTrue(
        Objects.requireNonNull(settings.secrets().get("kafka.sasl.jaas.config"))
            .reveal()
            .contains("aGVsbG8+/w=="));
    assertFalse(settings.withoutSecrets().text().contains("aGVsbG8+/w=="));
  }

  @Test
  void kafkaReadsTheTokensLoginLine() {
    String id = "a\" tokenauth=\"false\\'; x";
    DelegationToken token =
        new DelegationToken(id, TOKEN.hmac(), "SCRAM-SHA-256", TOKEN.lifetime(), TOKEN.longest());
    Settings settings = TokenSettings.of(settings(PLAIN), token);

    Map<String, Object> options =
        new HashMap<>(
            JaasContext.loadClientContext(
                    Map.of(
                        SaslConfigs.SASL_JAAS_CONFIG,
                        new Password(kafka(settings).admin().get("sasl.jaas.config"))))
                .configurationEntries()
                .get(0)
                .getOptions());

    assertEquals(Map.of("username", id, "password", "aGVsbG8+/w==", "tokenauth", "true"), options);
  }

  @Test
  void tasksInThisProcessAndTasksWithoutSaslLogInAsTheClientDoes() throws Exception {
    Settings plain = settings(PLAIN);
    Settings tls = settings("kafka.bootstrap.servers=b:1\nkafka.security.protocol=SSL\n");
    Settings own = settings(PLAIN + "task.kafka.login=own\n");

    try (TaskLogin here = TaskLogin.inThisProcess("i", plain, kafka(plain), Duration.ofHours(1));
        TaskLogin ofTls = TaskLogin.elsewhere("i", tls, kafka(tls), Duration.ofHours(1));
        TaskLogin asSaid = TaskLogin.elsewhere("i", own, kafka(own), Duration.ofHours(1))) {
      assertEquals(plain, here.settings());
      assertEquals(tls, ofTls.settings());
      assertEquals(own, asSaid.settings());
    }
  }

  @Test
  void aTokenThatWouldBeOfNoUseIsNotAskedFor() {
    for (String text :
        List.of(
            "kafka.bootstrap.servers=b:1\nkafka.security.protocol=SSL\n",
            "kafka.bootstrap.servers=b:1\n",
            PLAIN)) {
      Settings settings = settings(text + "task.kafka.login=delegated\n");

      IOException refused =
          assertThrows(
              IOException.class,
              () -> TaskLogin.elsewhere("i", settings, kafka(settings), Duration.ofHours(1)));

      assertTrue(
          String.valueOf(refused.getMessage())
              .startsWith("Cannot obtain a delegation token of Kafka's for the tasks: "),
          refused::toString);
      assertTrue(
          refused.toString().contains(text.equals(PLAIN) ? "differently" : "is without"),
          refused::toString);
    }
  }

  @Test
  void aTicketOfThisMachineIsNoLoginOfTasks() {
    Settings ticket =
        settings(
            """
            kafka.bootstrap.servers=b:1
            kafka.security.protocol=SASL_SSL
            kafka.sasl.mechanism=GSSAPI
            kafka.sasl.jaas.config=com.sun.security.auth.module.Krb5LoginModule required useTicketCache=true;
            task.kafka.login=own
            """);

    IOException refused =
        assertThrows(
            IOException.class,
            () -> TaskLogin.elsewhere("i", ticket, kafka(ticket), Duration.ofHours(1)));

    assertTrue(
        String.valueOf(refused.getMessage()).contains("Name a keytab in kafka.sasl.jaas.config"),
        refused::toString);
  }

  private static Settings settings(String text) {
    return Settings.NONE.overlay(text, "test", new Problems());
  }

  private static KafkaOptions kafka(Settings settings) {
    Problems problems = new Problems();
    KafkaOptions options = KafkaOptions.read(settings, problems);
    problems.throwIfAny();
    return options;
  }
}
