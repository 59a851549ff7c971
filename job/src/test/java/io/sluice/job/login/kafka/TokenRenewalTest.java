package io.sluice.job.login.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.options.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenRenewalTest {
  private final Driven thread = new Driven();
  private final Deque<Exception> failures = new ArrayDeque<>();

  /** Runs what is scheduled only when the test says so. */
  private static final class Driven extends ScheduledThreadPoolExecutor {
    private final Deque<Runnable> next = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();

    Driven() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      next.add(command);
      delays.add(Duration.of(delay, unit.toChronoUnit()));
      return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }
  }

  @AfterEach
  void end() {
    thread.shutdownNow();
  }

  @Test
  void aRenewalThatFailsIsTriedAgainBeforeTheTokenEnds() {
    failures.add(new IOException("no broker"));
    failures.add(new IllegalStateException("a client in trouble"));
    begin(Duration.ofHours(16), Duration.ofDays(7));

    for (int i = 0; i < 4; i++) {
      thread.next.remove().run();
    }

    assertEquals(
        List.of(8, 1, 1, 8, 8),
        thread.delays.stream().map(Duration::toHours).map(Math::toIntExact).toList());
  }

  @Test
  void aTokenOfAShortLifeIsNotRenewedInABusyLoop() {
    failures.add(new IOException("no broker"));
    begin(Duration.ofSeconds(4), Duration.ofDays(7));

    thread.next.remove().run();

    assertEquals(List.of(Duration.ofSeconds(2), Duration.ofMillis(500)), thread.delays);
  }

  @Test
  void aTokenThatCannotBeRenewedIsLeft() {
    begin(Duration.ofDays(1), Duration.ofDays(1));

    assertEquals(List.of(), thread.delays);
  }

  @Test
  void aRenewalThatIsInterruptedIsTheLast() {
    failures.add(new InterruptedException());
    begin(Duration.ofHours(16), Duration.ofDays(7));

    thread.next.remove().run();

    assertEquals(true, Thread.interrupted());
    assertEquals(1, thread.delays.size());
  }

  @Test
  void nothingIsTriedAgainOnceItIsClosed() {
    failures.add(new IOException("no broker"));
    begin(Duration.ofHours(16), Duration.ofDays(7)).close();

    thread.next.remove().run();

    assertEquals(1, thread.delays.size());
  }

  private TokenRenewal begin(Duration lifetime, Duration longest) {
    return TokenRenewal.begin(
        this::renewed,
        new DelegationToken("id", Secret.of("aGVsbG8="), "SCRAM-SHA-512", lifetime, longest),
        thread);
  }

  private long renewed(DelegationToken token) throws IOException, InterruptedException {
    Exception failure = failures.poll();
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof InterruptedException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    return token.lifetime().toMillis();
  }
}
