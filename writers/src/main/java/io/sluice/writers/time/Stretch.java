package io.sluice.writers.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/**
 * Times that show the same unit, such as the same hour, on a zone's clock without the clock being
 * changed in between. Where the clock is put back, what it shows again is a stretch of its own.
 *
 * @param start epoch millis
 * @param end epoch millis, exclusive
 */
record Stretch(long start, long end, boolean beginsWithTransition, boolean endsWithTransition) {

  /** The stretch that a time lies in. */
  static Stretch around(long millis, ZoneId zone, ChronoUnit unit) {
    Instant instant = Instant.ofEpochMilli(millis);
    ZoneOffset offset = zone.getRules().getOffset(instant);
    LocalDateTime first = begin(LocalDateTime.ofInstant(instant, offset), unit);
    long unitStart = first.toInstant(offset).toEpochMilli();
    long unitEnd = first.plus(1, unit).toInstant(offset).toEpochMilli();
    long lower = Long.MIN_VALUE;
    long upper = Long.MAX_VALUE;
    ZoneOffsetTransition previous = zone.getRules().previousTransition(instant.plusNanos(1));
    if (previous != null) {
      lower = previous.getInstant().toEpochMilli();
      long repeated = lower - Math.min(0, previous.getDuration().toMillis());
      if (millis < repeated) {
        upper = repeated;
      } else {
        lower = repeated;
      }
    }
    ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
    if (next != null) {
      upper = Math.min(upper, next.getInstant().toEpochMilli());
    }
    return new Stretch(
        Math.max(unitStart, lower), Math.min(unitEnd, upper), lower > unitStart, upper < unitEnd);
  }

  private static LocalDateTime begin(LocalDateTime time, ChronoUnit unit) {
    return switch (unit) {
      case YEARS -> time.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
      case MONTHS -> time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
      default -> time.truncatedTo(unit);
    };
  }
}
