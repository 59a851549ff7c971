package io.sluice.job.login.kafka;

import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.Secret;
import io.sluice.tracker.message.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ExpireDelegationTokenOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.DelegationTokenDisabledException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedByAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.security.token.delegation.TokenInformation;

/** Delegation tokens of a Kafka cluster, requested with the client's settings. */
final class KafkaTokens {
  private static final Log LOG = Log.of(KafkaTokens.class);
  private static final List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256");
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** All brokers know a token shortly after it was issued. */
  private static final int TRIES = 10;

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Map<String, String> client;

  KafkaTokens(Map<String, String> adminSettings) {
    client = new TreeMap<>(adminSettings);
    client.put("default.api.timeout.ms", Long.toString(ANSWER.toMillis()));
    client.put("request.timeout.ms", Long.toString(ANSWER.toMillis() / 2));
  }

  /**
   * Requests a new token, and tests a connection with it.
   *
   * @throws IOException if the cluster issues none, or does not accept it; the message is the
   *     reason
   */
  DelegationToken create() throws IOException, InterruptedException {
    DelegationToken token;
    try (Closing admin = connect(client)) {
      token = token(await(admin.admin.createDelegationToken().delegationToken()));
    }
    return taken(token, this::check, this::expire);
  }

  /** An operation on a token. */
  interface Step {
    void with(DelegationToken token) throws IOException, InterruptedException;
  }

  /** The token with the mechanism that the brokers accept; it is expired if they accept none. */
  static DelegationToken taken(DelegationToken token, Step check, Step expiry)
      throws IOException, InterruptedException {
    boolean isTaken = false;
    try {
      DelegationToken by = taken(token, check);
      isTaken = true;
      return by;
    } finally {
      if (!isTaken) {
        end(token, expiry);
      }
    }
  }

  private static DelegationToken taken(DelegationToken token, Step check)
      throws IOException, InterruptedException {
    IOException refusal = new IOException("no listener was tried");
    for (String mechanism : MECHANISMS) {
      DelegationToken by = token.by(mechanism);
      try {
        check.with(by);
        return by;
      } catch (IOException e) {
        refusal = e;
        if (!(e.getCause() instanceof UnsupportedSaslMechanismException)) {
          break;
        }
      }
    }
    throw new IOException(
        "the cluster gives delegation tokens, and does not take one at this listener: "
            + refusal.getMessage(),
        refusal);
  }

  private static DelegationToken token(
      org.apache.kafka.common.security.token.delegation.DelegationToken given) {
    TokenInformation facts = given.tokenInfo();
    return new DelegationToken(
        facts.tokenId(),
        Secret.of(given.hmacAsBase64String()),
        MECHANISMS.get(0),
        Duration.ofMillis(facts.expiryTimestamp() - facts.issueTimestamp()),
        Duration.ofMillis(facts.maxTimestamp() - facts.issueTimestamp()));
  }

  private void check(DelegationToken token) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try (Closing admin = connect(TokenSettings.of(client, token))) {
        await(admin.admin.describeCluster().nodes());
        return;
      } catch (IOException e) {
        if (tries == TRIES || !(e.getCause() instanceof SaslAuthenticationException)) {
          throw e;
        }
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /**
   * Renews the token for as long as the cluster allows.
   *
   * @return epoch millis of its expiry, by the brokers' clock
   */
  long renew(DelegationToken token) throws IOException, InterruptedException {
    try (Closing admin = connect(client)) {
      return await(admin.admin.renewDelegationToken(bytes(token)).expiryTimestamp());
    }
  }

  /** Expires the token at once; if this fails, it is logged, and the token expires by itself. */
  void end(DelegationToken token) {
    end(token, this::expire);
  }

  /**
   * Expires the token with an operation, whatever it throws. The interrupt flag is kept for the
   * caller.
   */
  static void end(DelegationToken token, Step expiry) {
    boolean wasInterrupted = Thread.interrupted();
    try {
      expiry.with(token);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "Kafka's delegation token was not ended; it ends by itself: id={} lifetime={}",
          token.id(),
          token.lifetime(),
          e);
    } catch (InterruptedException e) {
      wasInterrupted = true;
      LOG.warn(
          "Kafka's delegation token may not have been ended; it ends by itself: id={} lifetime={}",
          token.id(),
          token.lifetime());
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void expire(DelegationToken token) throws IOException, InterruptedException {
    try (Closing admin = connect(client)) {
      await(
          admin
              .admin
              .expireDelegationToken(
                  bytes(token), new ExpireDelegationTokenOptions().expiryTimePeriodMs(-1))
              .expiryTimestamp());
    }
  }

  private static byte[] bytes(DelegationToken token) {
    return Base64.getDecoder().decode(token.hmac().reveal());
  }

  /** An admin client that closes within a short time. */
  private record Closing(Admin admin) implements AutoCloseable {
    @Override
    public void close() {
      admin.close(CLOSING);
    }
  }

  private static Closing connect(Map<String, String> settings) throws IOException {
    try {
      return new Closing(KafkaOptions.open(settings, () -> Admin.create(Map.copyOf(settings))));
    } catch (KafkaException e) {
      throw new IOException(reason(e), e);
    }
  }

  private static <T> T await(KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(reason(cause), cause);
    } catch (TimeoutException e) {
      throw new IOException("Kafka has not answered within " + ANSWER.toSeconds() + " s", e);
    }
  }

  private static String reason(Throwable error) {
    if (error instanceof DelegationTokenDisabledException) {
      return "the brokers have no delegation.token.secret.key";
    }
    if (error instanceof UnsupportedByAuthenticationException) {
      return "Kafka gives none over this connection; it must be of SASL, and not by a token itself";
    }
    if (error instanceof UnsupportedVersionException) {
      return "the brokers are too old for delegation tokens";
    }
    String message = error.getMessage();
    return error.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
