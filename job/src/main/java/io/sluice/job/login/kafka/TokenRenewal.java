package io.sluice.job.login.kafka;

import io.sluice.tracker.message.Log;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Renews a token during the life of the run's client. Tasks that reconnect meanwhile use the same
 * token.
 */
final class TokenRenewal implements AutoCloseable {
  private static final Log LOG = Log.of(TokenRenewal.class);

  private static final long SHORTEST_MILLIS = 500;

  /** Renews a token. */
  interface Renewing {
    /**
     * Renews it.
     *
     * @return epoch millis of its expiry
     */
    long renew(DelegationToken token) throws IOException, InterruptedException;
  }

  private final Renewing renewing;
  private final DelegationToken token;
  private final ScheduledExecutorService thread;

  private TokenRenewal(Renewing renewing, DelegationToken token, ScheduledExecutorService thread) {
    this.renewing = renewing;
    this.token = token;
    this.thread = thread;
  }

  /** Starts, with the first renewal after half of the token's lifetime. */
  static TokenRenewal begin(Renewing renewing, DelegationToken token) {
    return begin(renewing, token, Executors.newSingleThreadScheduledExecutor(TokenRenewal::daemon));
  }

  /** Starts on a thread, which ends when this is closed. */
  static TokenRenewal begin(
      Renewing renewing, DelegationToken token, ScheduledExecutorService thread) {
    TokenRenewal renewal = new TokenRenewal(renewing, token, thread);
    if (token.lifetime().compareTo(token.longest()) < 0) {
      renewal.renewAfterOneOf(2);
    }
    return renewal;
  }

  private void renewAfterOneOf(int parts) {
    long millis = Math.max(SHORTEST_MILLIS, token.lifetime().dividedBy(parts).toMillis());
    ScheduledFuture<?> unused = thread.schedule(this::renew, millis, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    try {
      Instant end = Instant.ofEpochMilli(renewing.renew(token));
      LOG.debug("Kafka's delegation token was renewed: id={} until={}", token.id(), end);
      renewAfterOneOf(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      if (thread.isShutdown()) {
        return;
      }
      LOG.warn(
          "Kafka's delegation token cannot be renewed and is tried again: id={} lifetime={}",
          token.id(),
          token.lifetime(),
          e);
      // There is time for several tries before it expires.
      renewAfterOneOf(16);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sluice-kafka-token");
    thread.setDaemon(true);
    return thread;
  }

  /** Stops renewing, without changing the token. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
