package io.sluice.mapper.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.mapper.registry.RawServer.Script;
import io.sluice.mapper.registry.access.RegistryLogin;
import io.sluice.mapper.registry.access.TlsException;
import io.sluice.mapper.registry.access.TlsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that end the TLS handshake after the client's first message. */
@Timeout(60)
class BrokenHandshakeTest {
  private static final Script CLOSE = out -> {};

  @Test
  void aConnectionThatEndsWithinTheHandshakeIsTriedAgain() throws Exception {
    for (Script script : List.of(CLOSE, RawServer.RESET, alert(80), alert(90), alert(112))) {
      AtomicInteger pauses = new AtomicInteger();

      RegistryException failed = failed(script, pauses);

      assertEquals(RegistryException.Prospect.PASSING, failed.prospect(), failed::toString);
      assertEquals(2, pauses.get(), failed::toString);
    }
  }

  @Test
  void aServerThatRefusesTheHandshakeIsNotAskedAgain() throws Exception {
    for (int alert : List.of(40, 42, 43, 44, 45, 46, 48, 49, 70, 71, 116)) {
      AtomicInteger pauses = new AtomicInteger();

      RegistryException failed = failed(alert(alert), pauses);

      assertEquals(RegistryException.Prospect.LASTING, failed.prospect(), failed::toString);
      assertEquals(0, pauses.get(), failed::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anEndOfTheConnectionSaysNothingOfTlsInAnyVersionOfIt(String version) throws Exception {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {version});
    HttpClient client = HttpClient.newBuilder().sslParameters(parameters).build();
    for (Script script : List.of(CLOSE, RawServer.RESET, alert(80))) {
      try (RawServer server = new RawServer(script)) {
        URI url = https(server);

        IOException failed =
            assertThrows(
                IOException.class,
                () -> client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding()));

        assertEquals(Optional.empty(), TlsException.of(url, failed), failed::toString);
      }
    }
  }

  private static Script alert(int kind) {
    return out -> out.write(new byte[] {21, 3, 3, 0, 2, 2, (byte) kind});
  }

  private static RegistryException failed(Script script, AtomicInteger pauses) throws Exception {
    try (RawServer server = new RawServer(script)) {
      RegistryOptions options =
          new RegistryOptions(
              List.of(https(server)),
              Duration.ofSeconds(5),
              2,
              RegistryLogin.NONE,
              TlsOptions.NONE);
      RegistrySchemas schemas =
          new RegistrySchemas(
              new RegistryHttp(
                  options, InstantSource.system(), millis -> pauses.incrementAndGet()));
      return assertThrows(RegistryException.class, () -> schemas.byId(7));
    }
  }

  private static URI https(RawServer server) {
    return URI.create(server.url().toString().replace("http:", "https:"));
  }
}
