package io.sluice.mapper.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.limit.ReadLimits;
import io.sluice.options.ConfigurationException;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaOptionsTest {

  private final Problems problems = new Problems();

  private KafkaOptions read(String text) {
    return KafkaOptions.read(Settings.NONE.overlay(text, "test", problems), problems);
  }

  @Test
  void clientsOfAnIngestionShareAnIdAndReadOnlyWhatIsCommitted() {
    KafkaOptions options = read("kafka.bootstrap.servers=b:1\nkafka.consumer.fetch.max.bytes=7");

    assertEquals(
        Map.of(
            "bootstrap.servers", "b:1",
            "fetch.max.bytes", "7",
            "client.id", "sluice-app",
            "enable.auto.commit", "false",
            "auto.offset.reset", "none",
            "isolation.level", "read_committed"),
        options.consumerOf("app"));
    assertEquals(
        Map.of("bootstrap.servers", "b:1", "client.id", "sluice-app"), options.adminOf("app"));
    assertEquals(List.of(), problems.lines());
  }

  @Test
  void whatWouldBreakTheProtocolIsRefusedWithTheKeyThatDoesIt() {
    read("kafka.consumer.auto.offset.reset=latest");

    assertEquals(
        List.of(
            "Cannot go on without kafka.bootstrap.servers: nothing says where Kafka is. Set it, for example kafka.bootstrap.servers=broker1:9092,broker2:9092.",
            "Cannot pass kafka.auto.offset.reset to Kafka's clients: it would break the protocol. A reader never jumps in silence. Set starting.offsets for new topics, on.data.loss for expired offsets."),
        problems.lines());
  }

  private static final String SERVERS = "kafka.bootstrap.servers=b:1\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.LoginModule required;",
        "a.LoginModule required username=\"a\" password=\"b\\\"\\\\;c\";",
        "a.Login-Module_$ REQUIRED debug=true // a comment\n a='b';",
        "",
        "a.LoginModule",
        "a.LoginModule required",
        "a.LoginModule needed;",
        "a.LoginModule required password=\"hunter2\"",
        "a.LoginModule required password=\"hunter2;",
        "a.LoginModule required password=\"hun\"ter2\";",
        "a.LoginModule required password hunter2;",
        "a.LoginModule required password=;",
        "a.LoginModule required; b.LoginModule required;",
        "a.LoginModule required password=7;",
        "a.LoginModule required;;",
        "\"a.LoginModule\" required a=b c=d;"
      })
  void aLineOfJaasIsRefusedWithItsKeyWhereKafkaDoesNotReadIt(String line) {
    String key = "kafka.consumer.sasl.jaas.config";
    Setting setting = new Setting(key, line, "a.properties:3");
    Settings settings = Settings.NONE.overlay(SERVERS, "test", problems);

    KafkaOptions.read(settings.overlay(List.of(setting)), problems);

    boolean isRead;
    try {
      JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(line)));
      isRead = true;
    } catch (IllegalArgumentException e) {
      isRead = false;
    }
    assertEquals(isRead ? 0 : 1, problems.lines().size(), problems.lines()::toString);
    for (String problem : problems.lines()) {
      assertTrue(
          problem.startsWith(
              "Cannot use "
                  + key
                  + " (a.properties:3): it is no line of JAAS that Kafka reads. Write "),
          problem);
      assertFalse(problem.contains("hun"), problem);
    }
  }

  @Test
  void aMisspeltNameOfKafkasIsRefusedWithTheRightOne() {
    Map<String, String> misspelt =
        Map.of(
            "kafka.max.pol.records", "kafka.max.poll.records",
            "kafka.consumer.fetch.max.byte", "kafka.consumer.fetch.max.bytes",
            "kafka.security.protocl", "kafka.security.protocol",
            "kafka.sasl.mechanisms", "kafka.sasl.mechanism",
            "kafka.admin.request.timeout.m", "kafka.admin.request.timeout.ms");
    misspelt.forEach(
        (written, meant) -> {
          Problems found = new Problems();
          KafkaOptions.read(Settings.NONE.overlay(SERVERS + written + "=7", "test", found), found);

          String name = written.replaceFirst("kafka.(consumer.|admin.)?", "");
          assertEquals(
              List.of(
                  "Cannot use %s (test:2): Kafka's clients have no setting %s. Did you mean %s?"
                      .formatted(written, name, meant)),
              found.lines());
        });
  }

  @Test
  void whatKafkasClientsDoNotKnowIsRefusedWithoutItsValueUnlessAPluginReadsIt() {
    String text = SERVERS + "kafka.my.login.handler.url=canary\nkafka.consumer.sasl.jaas=canary\n";
    KafkaOptions.read(Settings.NONE.overlay(text, "test", problems), problems);
    Problems named = new Problems();
    KafkaOptions options =
        KafkaOptions.read(
            Settings.NONE.overlay(
                text + "plugin.settings=my.login.handler.url, sasl.jaas\n", "test", named),
            named);

    assertEquals(
        List.of(
            "Cannot use kafka.consumer.sasl.jaas (test:3): Kafka's clients have no setting sasl.jaas. Remove it, or name it in plugin.settings if a plugin of theirs reads it.",
            "Cannot use kafka.my.login.handler.url (test:2): Kafka's clients have no setting my.login.handler.url. Remove it, or name it in plugin.settings if a plugin of theirs reads it."),
        problems.lines());
    assertEquals(List.of(), named.lines());
    assertEquals("canary", options.consumer().get("my.login.handler.url"));
  }

  @Test
  void whatKafkasClientsKnowPasses() {
    KafkaOptions.read(
        Settings.NONE.overlay(
            SERVERS
                + "kafka.sasl.oauthbearer.token.endpoint.url=y\nkafka.ssl.truststore.location=z\n",
            "test",
            problems),
        problems);

    assertEquals(List.of(), problems.lines());
  }

  @Test
  void readingWithoutChecksumsIsRefused() {
    read("kafka.bootstrap.servers=b:1\nkafka.consumer.check.crcs=false");

    assertEquals(
        List.of(
            "Cannot pass kafka.check.crcs to Kafka's clients: it would break the protocol. A corrupt batch must not land. Remove it."),
        problems.lines());
  }

  @Test
  void noPartOfAJaasLineOfATasksConsumerIsShown() {
    Map<String, String> admin = Map.of("bootstrap.servers", "127.0.0.1:1");
    Map<String, String> consumer =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:1",
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required password=x canary;");

    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                RangeReaders.open(
                    consumer,
                    admin,
                    List.of(),
                    new ReadLimits(
                        Instant.MAX,
                        ReadLimits.UNLIMITED,
                        ReadLimits.UNLIMITED,
                        Duration.ofSeconds(1)),
                    InstantSource.system(),
                    () -> {}));

    StringWriter shown = new StringWriter();
    refused.printStackTrace(new PrintWriter(shown));
    assertTrue(shown.toString().contains("kafka.consumer.sasl.jaas.config"), shown::toString);
    assertFalse(shown.toString().contains("canary"), shown::toString);
  }
}
