package io.sluice.tracker.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when somebody waits. */
public final class ManualClock implements InstantSource, RetryPolicy.Pause {
  private static final Instant START = Instant.parse("2026-11-21T11:00:00Z");

  private Instant now = START;
  private boolean heedsInterrupts;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void pause(Duration duration) throws InterruptedException {
    if (heedsInterrupts && Thread.interrupted()) {
      throw new InterruptedException();
    }
    now = now.plus(duration);
  }

  public synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** A pause fails from now on if the thread was interrupted. */
  public synchronized void heedInterrupts() {
    heedsInterrupts = true;
  }

  /** Time since this clock was made. */
  public synchronized Duration waited() {
    return Duration.between(START, now);
  }
}
