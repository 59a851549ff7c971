package io.sluice.records.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2024-03-05T10:11:12.123Z, 2024-03-05T10:11:12.123, 0",
    "2024-03-05t10:11:12z, 2024-03-05T10:11:12, 0",
    "2024-03-05 10:11:12Z, 2024-03-05T10:11:12, 0",
    "2024-03-05T10:11Z, 2024-03-05T10:11, 0",
    "2024-03-05T10:11:12+02, 2024-03-05T10:11:12, 7200",
    "2024-03-05T10:11:12.123+0000, 2024-03-05T10:11:12.123, 0",
    "2024-03-05T10:11:12-0330, 2024-03-05T10:11:12, -12600",
    "2024-03-05T10:11:12+05:30, 2024-03-05T10:11:12, 19800",
    "2024-03-05T10:11+00:19:32, 2024-03-05T10:11, 1172",
    "2024-03-05T10:11:12.123456789-18:00, 2024-03-05T10:11:12.123456789, -64800",
    "2024-02-29T00:00:00.5Z, 2024-02-29T00:00:00.500, 0",
    "-0001-03-05T10:11:12Z, -0001-03-05T10:11:12, 0",
    "+12024-03-05T10:11:12Z, +12024-03-05T10:11:12, 0",
  })
  void aTimeWithAnOffsetIsRead(String text, String local, int offset) {
    IsoTime time = IsoTime.parse(text);

    assertEquals(local, time.local().toString());
    assertEquals(offset, time.offsetSeconds().orElseThrow());
  }

  @Test
  void aDateAloneAndATimeWithoutOffsetSayNoMore() {
    assertEquals(
        "IsoTime[date=2024-03-05, time=Optional.empty, offsetSeconds=OptionalInt.empty]",
        IsoTime.parse(" 2024-03-05\n").toString());
    assertEquals(
        "IsoTime[date=2024-03-05, time=Optional[10:11], offsetSeconds=OptionalInt.empty]",
        IsoTime.parse("2024-03-05 10:11").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "1709633472",
        "2024-02-30T00:00:00Z",
        "2023-02-29",
        "2024-13-01",
        "2024-04-31",
        "2024-03-05T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2024-03-05T10:60:00Z",
        "2024-03-05T10:11:12,5Z",
        "2024-03-05T10:11:12.1234567891Z",
        "2024-03-05T10:11:12.Z",
        "2024-03-05T10:11:12Z[UTC]",
        "2024-03-05T10:11:12+2",
        "2024-03-05T10:11:12+020",
        "2024-03-05T10:11:12+19:00",
        "2024-03-05T10:11:12+01:60",
        "2024-03-05T10:11:12+01:00Z",
        "2024-03-05T10:11:12ZZ",
        "2024-03-05T10",
        "2024-03-05T",
        "20240305T101112Z",
        "12024-03-05",
        "+2024-03-05",
        "24-03-05",
        "2024-3-5",
        "2024-03-05  10:11:12",
        "2024-03-05T10:11:12 Z",
        "2024-03-05Z"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThrows(DateTimeException.class, () -> IsoTime.parse(text));
  }
}
