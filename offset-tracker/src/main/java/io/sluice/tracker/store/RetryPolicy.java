package io.sluice.tracker.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Time limit of retries if a store does not answer.
 *
 * @param timeout from the first try; {@code commit.timeout}
 */
public record RetryPolicy(InstantSource clock, Duration timeout, Pause pause) {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

  /** Waits between two tries. */
  public interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }

  /** A time limit that sleeps between two tries. */
  public static RetryPolicy of(InstantSource clock, Duration timeout) {
    return new RetryPolicy(clock, timeout, duration -> Thread.sleep(duration.toMillis()));
  }

  /** Starts a sequence of tries. */
  public Tries begin() {
    return new Tries(clock.instant());
  }

  /** One sequence of tries; each pause is twice as long as the one before, up to five seconds. */
  public final class Tries {
    private final Instant begin;
    private Duration next = FIRST;
    private Optional<Instant> logged = Optional.empty();

    private Tries(Instant begin) {
      this.begin = begin;
    }

    /**
     * Pauses before the next try.
     *
     * @return false if there must be none: the time is over, or the thread was interrupted (its
     *     flag stays set)
     */
    public boolean again() {
      return againWithin(timeout);
    }

    /**
     * The same with a shorter limit.
     *
     * @param shorter time from the first try; at most the timeout
     */
    public boolean againWithin(Duration shorter) {
      Instant deadline = begin.plus(shorter(shorter, timeout));
      Duration left = Duration.between(clock.instant(), deadline);
      if (left.isNegative() || left.isZero()) {
        return false;
      }
      try {
        pause.pause(shorter(next, left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      next = shorter(next.multipliedBy(2), LONGEST);
      return true;
    }

    /** Returns whether a failure of this try must be logged: the first one, then one per minute. */
    public boolean isToBeLogged() {
      Instant now = clock.instant();
      if (logged.isPresent() && now.isBefore(logged.get().plus(LOG_INTERVAL))) {
        return false;
      }
      logged = Optional.of(now);
      return true;
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }
  }
}
