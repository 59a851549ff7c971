package io.sluice.mapper.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
