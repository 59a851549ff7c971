package io.sluice.job.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.options.ConfigurationException;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of a client that cannot be made. */
class AdminKafkaFactsTest {

  @Test
  void aPortThatSpeaksAnotherProtocolIsNamedBeforeAClientTakesItsAnswerForALength()
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread http = new Thread(() -> answer(server));
      http.setDaemon(true);
      http.start();
      String address = "127.0.0.1:" + server.getLocalPort();

      KafkaUnavailableException refused =
          assertThrows(
              KafkaUnavailableException.class,
              () -> AdminKafkaFacts.connect(Map.of("bootstrap.servers", address)));

      assertEquals(
          "Cannot ask Kafka at %s: %s speaks HTTP, and is no Kafka broker. Correct kafka.bootstrap.servers or kafka.security.protocol."
              .formatted(address, address),
          refused.getMessage());
    }
  }

  @Test
  void aValueThatKafkasClientRefusesIsAFaultOfTheConfiguration() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                AdminKafkaFacts.connect(
                    Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "TLS")));

    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith(
                "Cannot make a Kafka client for 127.0.0.1:1: Invalid value TLS for configuration security.protocol"),
        refused::getMessage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=\"canary\";canary\";",
        "password=canary\";",
        "password='canary;",
        "password=\"x\" canary=",
        "password=x canary;",
        "pass\"word=canary;x y",
        "canary",
        "password=\"x\"; canary required;"
      })
  void noPartOfAJaasLineThatKafkaDoesNotReadIsShown(String options) {
    Map<String, String> settings = unreadable(options);

    assertNothingIsShown(() -> AdminKafkaFacts.connect(settings));
  }

  @Test
  void noPartOfAJaasLineOfTheConsumersAloneIsShown() throws KafkaUnavailableException {
    Map<String, String> settings = unreadable("password=x canary;");

    try (AdminKafkaFacts facts =
        AdminKafkaFacts.connect(Map.of("bootstrap.servers", "127.0.0.1:1"), settings)) {
      assertNothingIsShown(() -> facts.firstReadable(new KafkaPartition("t", 0), 5));
    }
  }

  private static Map<String, String> unreadable(String options) {
    return Map.of(
        "bootstrap.servers",
        "127.0.0.1:1",
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required " + options);
  }

  private static void assertNothingIsShown(Executable makingAClient) {
    ConfigurationException refused = assertThrows(ConfigurationException.class, makingAClient);

    StringWriter shown = new StringWriter();
    refused.printStackTrace(new PrintWriter(shown));
    assertTrue(shown.toString().contains("kafka.sasl.jaas.config"), shown::toString);
    assertFalse(shown.toString().contains("canary"), shown::toString);
  }

  private static void answer(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getInputStream().readNBytes(14);
      client.getOutputStream().write("HTTP/1.1 400 Bad Request".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
