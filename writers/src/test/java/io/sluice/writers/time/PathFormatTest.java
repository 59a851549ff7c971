package io.sluice.writers.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathFormatTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yyyy/MM/dd",
        "'year'=yyyy/'month'=MM",
        "uuuu-DDD",
        "'dt'=yyyyMMdd/'hour'=HH/'min'=mm",
        "'dt'=yyyy-MM-dd/'h'=hh-a",
        "'d'=yyyy-MMM-dd",
        "'dt'=yyyy-MM-dd-HHx",
      })
  void patternsThatDistinguishAllHoursAreTaken(String pattern) {
    assertEquals(pattern, PathFormat.of(pattern, Locale.ENGLISH).toString());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "'dt'=YYYY-MM-dd      | Connect's YYYY is yyyy here",
        "'dt'=yyyy-'W'ww      | weeks, weekdays and quarters are not for directories",
        "'dt'=yyyy-MM-dd-e    | weeks, weekdays and quarters are not for directories",
        "'dt'=yyyy-MM-dd-c    | weeks, weekdays and quarters are not for directories",
        "'dt'=yyyy-MM-dd/hh   | it merges the hours before and after noon",
        "'dt'=MM-dd/HH        | it shows no year",
        "'hour'=HH            | it shows no year",
        "'dt'=yy-MM-dd        | a year of two digits",
        "'dt'=yyyy-dd         | the day of the month without the month",
        "'dt'=yyyy-mm-dd      | the day of the month without the month",
        "'dt'=yyyy-MM/HH      | it shows the hour without the day",
        "'dt'=yyyy-MM-dd/mm   | it shows the minute without the hour",
        "'dt'=yyyy-MMMMM-dd   | months of one letter are ambiguous",
        "yyyy/MM/dd/HH:mm     | which holds more than letters",
        "'_dt'=yyyy           | which readers hide",
        "'..'/yyyy            | which readers hide",
        "yyyy//MM             | which is empty",
        "/yyyy                | which is empty",
        "'dt~'=yyyy           | which holds more than letters",
        "'dt'=yyyy-MM-dd-XXX  | which holds more than letters",
      })
  void patternsThatMergeTimesOrMakeBadNamesAreRefused(String pattern, String why) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> PathFormat.of(pattern, Locale.ENGLISH));

    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(why), message);
    assertTrue(message.endsWith("Write for example 'dt'=yyyy-MM-dd/'hour'=HH"), message);
  }

  @Test
  void namesOfHivesColumnsAreKnown() {
    PathFormat format = PathFormat.of("'dt'=yyyy-MM-dd/HH/'m'=mm", Locale.ENGLISH);

    assertEquals(Set.of("dt", "m"), format.columns());
  }
}
