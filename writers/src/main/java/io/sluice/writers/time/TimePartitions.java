package io.sluice.writers.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;

/**
 * Finds a time's partition. Each is worked out once and then found by its bounds, without an object
 * per record.
 */
public final class TimePartitions {
  /** What lies further out has no year of four digits. */
  private static final long EARLIEST = Instant.parse("0001-01-02T00:00:00Z").toEpochMilli();

  private static final long LATEST = Instant.parse("9999-12-30T00:00:00Z").toEpochMilli();
  private static final int REMEMBERED = 4096;

  private final PathFormat format;
  private final ZoneId zone;
  private TimePartition last = new TimePartition("", 0, 0);
  private TimePartition[] known = new TimePartition[0];

  public TimePartitions(PathFormat format, ZoneId zone) {
    this.format = format;
    this.zone = zone;
  }

  /** Whether a time has a year of four digits. */
  public static boolean isInRange(long millis) {
    return millis >= EARLIEST && millis < LATEST;
  }

  /**
   * The partition of a time.
   *
   * @param millis epoch millis, in the range of {@link #isInRange}
   * @return the same object for the same partition, most of the time
   */
  public TimePartition of(long millis) {
    if (last.contains(millis)) {
      return last;
    }
    int index = search(millis);
    last = index >= 0 ? known[index] : remembered(make(millis), -index - 1);
    return last;
  }

  private int search(long millis) {
    int low = 0;
    int high = known.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (known[middle].end() <= millis) {
        low = middle + 1;
      } else if (known[middle].start() > millis) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -low - 1;
  }

  private TimePartition remembered(TimePartition made, int index) {
    if (known.length >= REMEMBERED) {
      known = new TimePartition[] {made};
      return made;
    }
    TimePartition[] more = Arrays.copyOf(known, known.length + 1);
    System.arraycopy(known, index, more, index + 1, known.length - index);
    more[index] = made;
    known = more;
    return made;
  }

  private TimePartition make(long millis) {
    if (format.finest() == ChronoUnit.FOREVER) {
      return new TimePartition("", Long.MIN_VALUE, Long.MAX_VALUE);
    }
    ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
    LocalDate date = time.toLocalDate();
    long start;
    long end;
    switch (format.finest()) {
      case YEARS -> {
        start = startOf(date.withDayOfYear(1));
        end = startOf(date.withDayOfYear(1).plusYears(1));
      }
      case MONTHS -> {
        start = startOf(date.withDayOfMonth(1));
        end = startOf(date.withDayOfMonth(1).plusMonths(1));
      }
      case DAYS -> {
        start = startOf(date);
        end = startOf(date.plusDays(1));
      }
      default -> {
        start = sinceTransition(time, time.truncatedTo(format.finest()).toInstant());
        end =
            untilTransition(
                time, time.truncatedTo(format.finest()).toInstant().plus(1, format.finest()));
      }
    }
    return new TimePartition(
        format.directory(time), Math.min(start, millis), Math.max(end, millis + 1));
  }

  private long startOf(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** Where the clock is changed, an hour may be longer, shorter or there twice. */
  private long sinceTransition(ZonedDateTime time, Instant start) {
    ZoneOffsetTransition previous =
        zone.getRules().previousTransition(time.toInstant().plusNanos(1));
    boolean within = previous != null && previous.getInstant().isAfter(start);
    return (within ? previous.getInstant() : start).toEpochMilli();
  }

  private long untilTransition(ZonedDateTime time, Instant end) {
    ZoneOffsetTransition next = zone.getRules().nextTransition(time.toInstant());
    boolean within = next != null && next.getInstant().isBefore(end);
    return (within ? next.getInstant() : end).toEpochMilli();
  }
}
