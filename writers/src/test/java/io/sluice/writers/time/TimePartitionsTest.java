package io.sluice.writers.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void theHourAfterLordHowesHalfHourGapHasItsOwnDirectory() {
    TimePartitions partitions = partitions(HOURLY, "Australia/Lord_Howe");

    assertEquals("dt=2026-10-04/hour=02", partitions.of(1791042300000L).directory());
    assertEquals("dt=2026-10-04/hour=03", partitions.of(1791043800000L).directory());
  }

  /** Whatever was asked before: what is remembered is what would be worked out anew. */
  @ParameterizedTest
  @ValueSource(strings = {HOURLY, "'dt'=yyyy-MM-dd", "yyyy/MM/dd/HH/mm", "'m'=yyyy-MM", "yyyy"})
  void aroundEachTransitionOfEachZoneATimeIsFiledByWhatTheClockShows(String pattern) {
    PathFormat format = PathFormat.of(pattern, Locale.ENGLISH);
    Random random = new Random(11);
    Set<ZoneRules> seen = new HashSet<>();
    for (String name : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(name);
      if (!seen.add(zone.getRules())) {
        continue;
      }
      TimePartitions partitions = new TimePartitions(format, zone);
      for (ZoneOffsetTransition transition : transitions(zone)) {
        long at = transition.getInstant().toEpochMilli();
        for (int i = 0; i < 12; i++) {
          long minutes = random.nextInt(4) == 0 ? 3000 : 130;
          long millis = at + (long) ((random.nextDouble() * 2 - 1) * minutes * 60_000);

          TimePartition partition = partitions.of(millis);

          assertTrue(partition.contains(millis));
          assertEquals(
              format.directory(Instant.ofEpochMilli(millis).atZone(zone)),
              partition.directory(),
              () -> zone + " " + Instant.ofEpochMilli(millis));
        }
      }
    }
  }

  private static List<ZoneOffsetTransition> transitions(ZoneId zone) {
    List<ZoneOffsetTransition> transitions = new ArrayList<>(zone.getRules().getTransitions());
    Instant last = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 6; i++) {
      ZoneOffsetTransition next = zone.getRules().nextTransition(last);
      if (next == null) {
        break;
      }
      transitions.add(next);
      last = next.getInstant();
    }
    return transitions;
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
