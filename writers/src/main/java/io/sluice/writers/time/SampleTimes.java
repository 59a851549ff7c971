package io.sluice.writers.time;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;

/** Times by which a pattern is tried before a run stands on it. */
final class SampleTimes {
  static final List<ZonedDateTime> EACH_MONTH =
      IntStream.rangeClosed(1, 12)
          .mapToObj(
              month ->
                  ZonedDateTime.of(2026, month, 2 * month, month, 5, 0, 0, ZoneOffset.ofHours(1)))
          .toList();

  private SampleTimes() {}
}
