package io.sluice.job.login.kafka;

import io.sluice.tracker.message.Log;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Renews a token while the run's client lives. Tasks that connect again meanwhile are taken with
 * the same token.
 */
final class TokenRenewal implements AutoCloseable {
  private static final Log LOG = Log.of(TokenRenewal.class);

  private final KafkaTokens tokens;
  private final DelegationToken token;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(TokenRenewal::daemon);

  private TokenRenewal(KafkaTokens tokens, DelegationToken token) {
    this.tokens = tokens;
    this.token = token;
  }

  /** Begins, with the first renewal after half of the token's lifetime. */
  static TokenRenewal begin(KafkaTokens tokens, DelegationToken token) {
    TokenRenewal renewal = new TokenRenewal(tokens, token);
    long millis = Math.max(500, token.lifetime().dividedBy(2).toMillis());
    if (token.lifetime().compareTo(token.longest()) < 0) {
      ScheduledFuture<?> unused =
          renewal.thread.scheduleWithFixedDelay(
              renewal::renew, millis, millis, TimeUnit.MILLISECONDS);
    }
    return renewal;
  }

  private void renew() {
    try {
      Instant end = Instant.ofEpochMilli(tokens.renew(token));
      LOG.debug("Kafka's delegation token was renewed: id={} until={}", token.id(), end);
    } catch (IOException e) {
      LOG.warn(
          "Kafka's delegation token cannot be renewed and is tried again: id={} lifetime={}",
          token.id(),
          token.lifetime(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("Kafka's delegation token was not renewed: id={}", token.id(), e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sluice-kafka-token");
    thread.setDaemon(true);
    return thread;
  }

  /** Stops renewing; the token stays what it is. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
