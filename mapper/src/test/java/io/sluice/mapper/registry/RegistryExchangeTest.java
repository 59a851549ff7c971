package io.sluice.mapper.registry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.registry.access.RegistryLogin;
import io.sluice.mapper.registry.access.TlsOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

  @Test
  void aQuestionWaitsForTwiceTheTimeoutHoweverOftenItMayBeAskedAgain() throws IOException {
    long begin = System.nanoTime();

    failure(Duration.ofMillis(500), 8, out -> SECONDS.sleep(60));

    assertTrue(System.nanoTime() - begin < SECONDS.toNanos(3));
  }

  @Test
  void allThatASchemaRefersToIsWaitedForNoLongerThanTwiceTheTimeout() throws IOException {
    AtomicInteger version = new AtomicInteger();
    long begin = System.nanoTime();

    RegistryException error =
        failure(
            Duration.ofSeconds(1),
            0,
            out -> {
              Thread.sleep(700);
              String body =
                  "{\"schema\":\"\\\"int\\\"\",\"references\":[{\"subject\":\"c\",\"version\":%d}]}"
                      .formatted(version.incrementAndGet());
              RawServer.write(
                  out, RawServer.HEADERS + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            });

    assertTrue(System.nanoTime() - begin < SECONDS.toNanos(4), error::toString);
    assertEquals(RegistryException.Prospect.PASSING, error.prospect());
  }

  @Test
  void theTimeThatIsUsedUpIsNamedAsLongAsItIs() throws IOException {
    AtomicInteger version = new AtomicInteger();
    AtomicLong now = new AtomicLong();
    try (RawServer server =
        new RawServer(
            out -> {
              now.addAndGet(10_000);
              String body =
                  "{\"schema\":\"\\\"int\\\"\",\"references\":[{\"subject\":\"c\",\"version\":%d}]}"
                      .formatted(version.incrementAndGet());
              RawServer.write(
                  out, RawServer.HEADERS + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            })) {
      RegistrySchemas schemas =
          new RegistrySchemas(
              new RegistryHttp(
                  new RegistryOptions(
                      Collections.nCopies(3, server.url()),
                      Duration.ofSeconds(10),
                      0,
                      RegistryLogin.NONE,
                      TlsOptions.NONE),
                  () -> Instant.ofEpochMilli(now.get()),
                  millis -> {}));

      RegistryException error = assertThrows(RegistryException.class, () -> schemas.byId(7));

      assertTrue(
          String.valueOf(error.getMessage())
              .endsWith(
                  "the answers before it have taken the 30000 ms that one question may wait, with"
                      + " schema.registry.timeout=10000 ms. Raise that."),
          error::toString);
    }
  }

  @Test
  void anAnswerThatIsNestedWithoutEndIsAFailure() throws IOException {
    for (String inner : List.of("[", "{\"a\":")) {
      String body = "{\"x\":" + inner.repeat(100_000);
      RegistryException error =
          failure(
              Duration.ofSeconds(10),
              out ->
                  RawServer.write(
                      out,
                      RawServer.HEADERS + "Content-Length: " + body.length() + "\r\n\r\n" + body));

      assertTrue(String.valueOf(error.getMessage()).startsWith("Cannot read"), error::toString);
    }
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
    return failure(timeout, 0, script);
  }

  private static RegistryException failure(Duration timeout, int retries, RawServer.Script script)
      throws IOException {
    try (RawServer server = new RawServer(script)) {
      RegistrySchemas schemas =
          new RegistrySchemas(
              new RegistryHttp(
                  new RegistryOptions(
                      List.of(server.url()), timeout, retries, RegistryLogin.NONE, TlsOptions.NONE),
                  InstantSource.system(),
                  millis -> {}));
      return assertThrows(RegistryException.class, () -> schemas.byId(7));
    }
  }
}
