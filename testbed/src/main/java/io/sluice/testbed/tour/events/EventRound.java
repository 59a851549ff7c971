package io.sluice.testbed.tour.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * Events that arrive between two runs.
 *
 * @param number from 1; events of equal number and time are equal
 * @param start of the time of the events; those that come late lie before it
 * @param end of their time
 */
public record EventRound(int number, Instant start, Instant end) {
  private static final Duration FIRST = Duration.ofHours(3);
  private static final Duration LATE = Duration.ofHours(2);
  private static final int LATE_OF_THOUSAND = 5;

  /** The first round covers some past hours, each later one the time since. */
  public static EventRound of(int number, Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    return number == 1
        ? new EventRound(number, hour.minus(FIRST), hour)
        : new EventRound(number, hour.minus(Duration.ofHours(1)), now);
  }

  /** Seed of the events of a topic, the same in each run. */
  Random random(String topic) {
    return new Random(31L * number + topic.hashCode());
  }

  /** The time of an event; from the second round on, a few are late. */
  Instant time(Random random) {
    long span = Duration.between(start, end).toMillis();
    Instant time = start.plusMillis((long) (random.nextDouble() * span));
    return number > 1 && random.nextInt(1000) < LATE_OF_THOUSAND ? time.minus(LATE) : time;
  }
}
