package io.sluice.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TypeTest {

  private enum Pace {
    FAST,
    NOT_SO_FAST
  }

  @ParameterizedTest
  @CsvSource({"0,0", "17,17", "1k,1024", "512m,536870912", "2 GiB,2147483648", "1T,1099511627776"})
  void sizesAreCountedInPowersOf1024(String text, long bytes) {
    assertEquals(bytes, Type.SIZE.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "500ms,500", "30s,30000", "10m,600000", "2h,7200000", "7d,604800000"})
  void durationsSayTheirUnit(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), Type.DURATION.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"0.001,0.001", "0.1%,0.001", "1,1", "0,0"})
  void ratiosMayBePerCent(String text, double ratio) {
    assertEquals(ratio, Type.RATIO.parse(text), 1e-12);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(Type.SIZE, "5x", "not a size in bytes, k, m, g or t"),
        Arguments.of(Type.SIZE, "-1", "not a size in bytes, k, m, g or t"),
        Arguments.of(Type.SIZE, "9999999999g", "a size beyond 64 bits"),
        Arguments.of(Type.DURATION, "10", "not a duration in ms, s, m, h or d"),
        Arguments.of(Type.RATIO, "1.5", "not from 0 to 1"),
        Arguments.of(Type.RATIO, "few", "not a number from 0 to 1, or per cent"),
        Arguments.of(Type.INT, "3000000000", "not a whole number in range"),
        Arguments.of(Type.REGEX, "a(", "no regular expression (Unclosed group near index 2)"),
        Arguments.of(Type.ZONE, "Mars/Olympus", "no time zone that Java knows"),
        Arguments.of(
            Type.URL, "http://u:p@host", "carries a user or password, which logs would show"),
        Arguments.of(Type.words(Pace.class), "slow", "not one of fast, not-so-fast"),
        Arguments.of(Type.INT.where(n -> n > 0, "above 0"), "0", "must be above 0"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aTextOfAnotherTypeIsRefusedWithTheReason(Type<?> type, String text, String why) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> type.parse(text));

    assertEquals(why, refusal.getMessage());
  }

  @Test
  void wordsAreConstantsInLowerCase() {
    assertEquals(Pace.NOT_SO_FAST, Type.words(Pace.class).parse("not-so-fast"));
  }

  @Test
  void listsForgiveWhiteSpaceAndCommasTooMany() {
    assertEquals(List.of("a", "b"), Type.list(Type.STRING).parse(" a, b,"));
  }

  static Stream<Arguments> printed() {
    return Stream.of(
        Arguments.of(Type.SIZE, "512m"),
        Arguments.of(Type.SIZE, "0"),
        Arguments.of(Type.SIZE, "1025"),
        Arguments.of(Type.DURATION, "90s"),
        Arguments.of(Type.DURATION, "0"),
        Arguments.of(Type.DURATION, "7d"),
        Arguments.of(Type.words(Pace.class), "not-so-fast"),
        Arguments.of(Type.list(Type.SIZE), "1k,2k"),
        Arguments.of(Type.LOCALE, "de-AT"));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void whatIsPrintedIsReadBack(Type<?> type, String text) {
    assertEquals(text, printedBack(type, text));
  }

  private static <T> String printedBack(Type<T> type, String text) {
    return type.print(type.parse(text));
  }

  @Test
  void aSecretDoesNotShowItself() {
    Secret secret = Type.SECRET.parse("hunter2");

    assertEquals("hunter2", secret.reveal());
    assertTrue(!secret.toString().contains("hunter2"));
  }
}
