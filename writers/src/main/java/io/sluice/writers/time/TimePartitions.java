package io.sluice.writers.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Finds a time's partition. Each is worked out once and then found by its bounds, without an object
 * per record.
 */
public final class TimePartitions {
  /** For messages: what lies further out has no year of four digits in some time zone. */
  public static final String RANGE =
      "0001-01-02 to 9999-12-29, the days whose year has four digits in every time zone";

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

  /** Whether a time is within {@link #RANGE}. */
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
    String directory = format.directory(Instant.ofEpochMilli(millis).atZone(zone));
    Stretch stretch = Stretch.around(millis, zone, format.finest());
    long start = stretch.start();
    while (stretch.beginsWithTransition() && isIn(directory, start - 1)) {
      stretch = Stretch.around(start - 1, zone, format.finest());
      start = stretch.start();
    }
    stretch = Stretch.around(millis, zone, format.finest());
    long end = stretch.end();
    while (stretch.endsWithTransition() && isIn(directory, end)) {
      stretch = Stretch.around(end, zone, format.finest());
      end = stretch.end();
    }
    return new TimePartition(directory, start, end);
  }

  private boolean isIn(String directory, long millis) {
    return format.directory(Instant.ofEpochMilli(millis).atZone(zone)).equals(directory);
  }
}
