package io.sluice.mapper.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerAddressTest {

  @Test
  void anAddressThatTakesConnectionsHasNoProblem() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          Optional.empty(), new BrokerAddress("127.0.0.1", server.getLocalPort()).problem());
    }
  }

  @Test
  void aNameThatCannotBeResolvedIsNamed() {
    assertEquals(
        Optional.of("the host name kafka-internal.invalid cannot be resolved"),
        new BrokerAddress("kafka-internal.invalid", 9092).problem());
  }

  @Test
  void aPortWhereNothingListensIsNamed() {
    String problem = new BrokerAddress("127.0.0.1", 1).problem().orElse("");

    assertTrue(problem.startsWith("127.0.0.1:1 takes no connection ("), problem);
  }

  @Test
  void addressesAreReadAsKafkasClientReadsThem() {
    assertEquals(
        List.of(
            new BrokerAddress("b1", 9092),
            new BrokerAddress("::1", 9093),
            new BrokerAddress("b2", 9094)),
        BrokerAddress.parseAll("b1:9092, [::1]:9093,SASL_SSL://b2:9094,nonsense"));
  }

  @ParameterizedTest
  @CsvSource({
    "485454502f312e3120343030, ' speaks HTTP, and is no Kafka broker'",
    "15030300020228, ' speaks TLS, and kafka.security.protocol is without'",
    "5353482d322e302d, ' does not speak Kafka''s protocol'",
    "0000000a00000000, ' does not speak Kafka''s protocol'"
  })
  void anAnswerInAnotherProtocolIsNamed(String answer, String problem) throws Exception {
    try (ServerSocket server = answering(HexFormat.of().parseHex(answer))) {
      BrokerAddress address = new BrokerAddress("127.0.0.1", server.getLocalPort());

      assertEquals(Optional.of(address + problem), address.otherProtocol());
    }
  }

  @Test
  void aBrokersAnswerAndNoAnswerAtAllAreNoOtherProtocol() throws Exception {
    try (ServerSocket broker = answering(HexFormat.of().parseHex("0000000a000f42510023"));
        ServerSocket silent = answering(new byte[0])) {
      assertEquals(
          Optional.empty(), new BrokerAddress("127.0.0.1", broker.getLocalPort()).otherProtocol());
      assertEquals(
          Optional.empty(), new BrokerAddress("127.0.0.1", silent.getLocalPort()).otherProtocol());
    }
  }

  /** Reads a request, answers the first client and ends the connection. */
  private static ServerSocket answering(byte[] answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                client.getInputStream().readNBytes(14);
                client.getOutputStream().write(answer);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }
}
