package io.sluice.writers.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePartitionsTest {
  private static final String HOURLY = "'dt'=yyyy-MM-dd/'hour'=HH";

  @Test
  void theHourThatBerlinRepeatsHasANameOfItsOwn() {
    assertEquals(
        List.of(
            "dt=2026-10-25/hour=01",
            "dt=2026-10-25/hour=02",
            "dt=2026-10-25/hour=02b",
            "dt=2026-10-25/hour=03"),
        directories(HOURLY, "Europe/Berlin", "2026-10-24T23:00:00Z", Duration.ofHours(4)));
  }

  @Test
  void theHourThatBerlinSkipsHasNone() {
    assertEquals(
        List.of("dt=2026-03-29/hour=01", "dt=2026-03-29/hour=03", "dt=2026-03-29/hour=04"),
        directories(HOURLY, "Europe/Berlin", "2026-03-29T00:00:00Z", Duration.ofHours(3)));
  }

  @Test
  void theHourThatLosAngelesRepeatsHasANameOfItsOwn() {
    assertEquals(
        List.of(
            "dt=2026-11-01/hour=00",
            "dt=2026-11-01/hour=01",
            "dt=2026-11-01/hour=01b",
            "dt=2026-11-01/hour=02"),
        directories(HOURLY, "America/Los_Angeles", "2026-11-01T07:00:00Z", Duration.ofHours(4)));
  }

  @Test
  void aDayHasOneNameThoughAnHourIsRepeated() {
    assertEquals(
        List.of("dt=2026-10-25"),
        directories(
            "'dt'=yyyy-MM-dd", "Europe/Berlin", "2026-10-24T22:00:00Z", Duration.ofHours(25)));
  }

  @Test
  void minutesOfTheRepeatedHourLieBelowIt() {
    TimePartitions partitions = partitions("'hour'=yyyyMMddHH/'min'=mm", "Europe/Berlin");

    assertEquals(
        "hour=2026102502b/min=30",
        partitions.of(Instant.parse("2026-10-25T01:30:00Z").toEpochMilli()).directory());
  }

  @Test
  void aPatternThatShowsTheOffsetNeedsNoOtherName() {
    TimePartitions partitions = partitions("'hour'=yyyyMMddHHx", "Europe/Berlin");

    assertEquals(
        "hour=2026102502+01",
        partitions.of(Instant.parse("2026-10-25T01:30:00Z").toEpochMilli()).directory());
  }

  @Test
  void withoutAPatternThereAreNoTimePartitions() {
    assertEquals("", partitions("", "UTC").of(0).directory());
  }

  /** In any zone and for any pattern, a directory is one stretch of time, and names only it. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "'dt'=yyyy-MM-dd/'hour'=HH    | Europe/Berlin",
        "'dt'=yyyy-MM-dd/'hour'=HH    | America/Los_Angeles",
        "'dt'=yyyy-MM-dd/'hour'=HH    | Australia/Lord_Howe",
        "'dt'=yyyy-MM-dd/'hour'=HH    | Asia/Kolkata",
        "'dt'=yyyy-MM-dd              | America/Santiago",
        "'dt'=yyyy-MM-dd              | Africa/Cairo",
        "'dt'=yyyy-MM-dd/'h'=hh-a/mm  | Asia/Kathmandu",
        "'m'=yyyy-MM                  | Europe/Berlin",
        "yyyy                         | Pacific/Apia",
      })
  void noTwoStretchesOfTimeShareADirectory(String pattern, String zone) {
    TimePartitions partitions = partitions(pattern, zone);
    TreeMap<Long, TimePartition> byStart = new TreeMap<>();
    Random random = new Random(7);
    long from = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 20_000; i++) {
      long millis = from + (long) (random.nextDouble() * Duration.ofDays(1000).toMillis());
      TimePartition partition = partitions.of(millis);
      assertTrue(partition.contains(millis));
      byStart.putIfAbsent(partition.start(), partition);
    }

    Set<String> names = new LinkedHashSet<>();
    long end = Long.MIN_VALUE;
    for (TimePartition partition : byStart.values()) {
      assertTrue(partition.start() >= end, partition::toString);
      assertTrue(names.add(partition.directory()), partition::toString);
      end = partition.end();
    }
  }

  private static List<String> directories(
      String pattern, String zone, String start, Duration length) {
    TimePartitions partitions = partitions(pattern, zone);
    Set<String> names = new LinkedHashSet<>();
    Instant begin = Instant.parse(start);
    for (Instant at = begin; at.isBefore(begin.plus(length)); at = at.plusSeconds(60)) {
      names.add(partitions.of(at.toEpochMilli()).directory());
    }
    return List.copyOf(names);
  }

  private static TimePartitions partitions(String pattern, String zone) {
    return new TimePartitions(PathFormat.of(pattern, Locale.ENGLISH), ZoneId.of(zone));
  }
}
