package io.sluice.mapper.registry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registries that answer as no registry should. */
@Timeout(30)
class RegistryExchangeTest {
  private static final String LENGTH = RawServer.HEADERS + "Content-Length: 400\r\n\r\n";

  @Test
  void theTimeoutCoversABodyThatNeverComes() throws IOException {
    assertNoWholeAnswer(
        out -> {
          RawServer.write(out, LENGTH + "{\"sche");
          SECONDS.sleep(60);
        });
  }

  @Test
  void theTimeoutCoversABodyThatDripsByteByByte() throws IOException {
    assertNoWholeAnswer(
        out -> {
          RawServer.write(out, LENGTH);
          for (int i = 0; i < 400; i++) {
            RawServer.write(out, " ");
            Thread.sleep(50);
          }
        });
  }

  @Test
  void theTimeoutCoversSilenceFromTheBeginning() throws IOException {
    assertNoWholeAnswer(out -> SECONDS.sleep(60));
  }

  @Test
  void anEndlessBodyIsCutAtABound() throws IOException {
    byte[] part = new byte[1 << 16];
    Arrays.fill(part, (byte) ' ');
    RegistryException error =
        failure(
            Duration.ofSeconds(20),
            out -> {
              RawServer.write(out, RawServer.HEADERS + "\r\n");
              while (true) {
                out.write(part);
              }
            });

    assertEquals(RegistryException.Prospect.LASTING, error.prospect());
    assertTrue(String.valueOf(error.getMessage()).contains("more than 16 MiB"), error::toString);
  }

  @Test
  void aConnectionThatBreaksOffIsAPassingFailure() throws IOException {
    RegistryException error =
        failure(Duration.ofSeconds(20), out -> RawServer.write(out, LENGTH + "{\"sche"));

    assertEquals(RegistryException.Prospect.PASSING, error.prospect());
    assertTrue(String.valueOf(error.getMessage()).contains("broke off"), error::toString);
  }

  private static void assertNoWholeAnswer(RawServer.Script script) throws IOException {
    RegistryException error = failure(Duration.ofMillis(500), script);

    assertEquals(RegistryException.Prospect.PASSING, error.prospect());
    assertTrue(
        String.valueOf(error.getMessage())
            .contains("no whole answer within schema.registry.timeout=500ms"),
        error::toString);
  }

  private static RegistryException failure(Duration timeout, RawServer.Script script)
      throws IOException {
    try (RawServer server = new RawServer(script)) {
      RegistrySchemas schemas =
          new RegistrySchemas(
              new RegistryHttp(
                  new RegistryOptions(List.of(server.url()), timeout, 0, List.of()), millis -> {}));
      return assertThrows(RegistryException.class, () -> schemas.byId(7));
    }
  }
}
