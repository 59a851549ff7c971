package io.sluice.job.login.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.login.kafka.KafkaTokens.Step;
import io.sluice.options.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;

class KafkaTokensTest {
  private static final DelegationToken TOKEN =
      new DelegationToken(
          "id", Secret.of("aGVsbG8="), "SCRAM-SHA-512", Duration.ofHours(1), Duration.ofDays(1));

  private final List<String> ended = new ArrayList<>();

  @Test
  void aTokenThatIsTakenLives() throws Exception {
    Step only256 =
        token -> {
          if (token.mechanism().endsWith("512")) {
            throw new IOException("no", new UnsupportedSaslMechanismException("no"));
          }
        };

    assertEquals("SCRAM-SHA-256", KafkaTokens.taken(TOKEN, only256, this::expire).mechanism());
    assertEquals(List.of(), ended);
  }

  @Test
  void aTokenIsEndedWhateverPreventsItsUse() {
    IllegalStateException broken = new IllegalStateException("broken");

    assertThrows(
        InterruptedException.class,
        () -> KafkaTokens.taken(TOKEN, failing(new InterruptedException()), this::expire));
    assertSame(
        broken,
        assertThrows(
            IllegalStateException.class,
            () -> KafkaTokens.taken(TOKEN, failing(broken), this::expire)));
    assertThrows(
        IOException.class,
        () -> KafkaTokens.taken(TOKEN, failing(new IOException("refused")), this::expire));

    assertEquals(List.of("id", "id", "id"), ended);
  }

  @Test
  void theRefusalOfATokenIsReportedThoughItCannotBeEnded() {
    for (Exception failure :
        List.of(new IOException("gone"), new IllegalArgumentException("damaged"))) {
      IOException refused =
          assertThrows(
              IOException.class,
              () ->
                  KafkaTokens.taken(TOKEN, failing(new IOException("refused")), failing(failure)));

      assertTrue(refused.toString().contains("does not take one at this listener: refused"));
    }
  }

  @Test
  void anEndThatFailsThrowsNothingAndKeepsAnInterruption() {
    KafkaTokens.end(TOKEN, failing(new IOException("gone")));
    KafkaTokens.end(TOKEN, failing(new IllegalStateException("closed")));
    assertFalse(Thread.interrupted());

    KafkaTokens.end(TOKEN, failing(new InterruptedException()));
    assertTrue(Thread.interrupted());
    KafkaTokens.end(
        TOKEN,
        token -> {
          throw new InterruptException("by Kafka's client");
        });
    assertTrue(Thread.interrupted());
  }

  @Test
  void anInterruptedClientEndsItsTokenAllTheSame() {
    Thread.currentThread().interrupt();

    KafkaTokens.end(TOKEN, this::expire);

    assertTrue(Thread.interrupted());
    assertEquals(List.of("id"), ended);
  }

  private void expire(DelegationToken token) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    ended.add(token.id());
  }

  private static Step failing(Exception failure) {
    return token -> {
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof InterruptedException e) {
        throw e;
      }
      throw (RuntimeException) failure;
    };
  }
}
