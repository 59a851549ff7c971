package io.sluice.records.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A text of ISO 8601, parsed strictly: a date, or a date and a time of day, with or without an
 * offset from UTC. The same forms are used for timestamps in JSON and for {@code timestamp.field}:
 *
 * <ul>
 *   <li>{@code 2026-03-05}; a year of more than four digits has a sign
 *   <li>{@code T}, {@code t} or a space, then {@code 10:11}, {@code 10:11:12} or {@code
 *       10:11:12.123456789} with one to nine digits
 *   <li>{@code Z}, {@code z}, {@code +02}, {@code +0200}, {@code +02:00} or {@code +02:00:00}
 * </ul>
 *
 * <p>Days that the calendar does not have, 24:00, leap seconds, names of zones and decimal commas
 * are refused. White space around it does not count.
 *
 * @param time empty if the text is a date alone
 * @param offsetSeconds empty if the text has no offset
 */
public record IsoTime(LocalDate date, Optional<LocalTime> time, OptionalInt offsetSeconds) {
  private static final int LONGEST = 64;
  private static final int LARGEST_OFFSET = 18 * 3600;

  /**
   * Reads a text.
   *
   * @throws DateTimeException if it has none of the forms, or the time does not exist
   */
  public static IsoTime parse(String text) {
    String stripped = text.strip();
    if (stripped.length() > LONGEST) {
      throw new DateTimeException("A time of more than " + LONGEST + " characters");
    }
    return new Reader(stripped).read();
  }

  /** The local date and time; midnight if the text is a date alone. */
  public LocalDateTime local() {
    return date.atTime(time.orElse(LocalTime.MIDNIGHT));
  }

  /** Parses the text in one pass. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    IsoTime read() {
      LocalDate date = date();
      if (isAtEnd()) {
        return new IsoTime(date, Optional.empty(), OptionalInt.empty());
      }
      char between = next();
      if (between != 'T' && between != 't' && between != ' ') {
        throw unreadable();
      }
      LocalTime time = time();
      OptionalInt offset = isAtEnd() ? OptionalInt.empty() : OptionalInt.of(offset());
      if (!isAtEnd()) {
        throw unreadable();
      }
      return new IsoTime(date, Optional.of(time), offset);
    }

    private LocalDate date() {
      char first = isAtEnd() ? ' ' : text.charAt(at);
      boolean signed = first == '+' || first == '-';
      if (signed) {
        at++;
      }
      int begin = at;
      while (!isAtEnd() && isDigit(text.charAt(at)) && at - begin < 9) {
        at++;
      }
      int digits = at - begin;
      if (digits < 4 || (digits > 4 && !signed) || (digits == 4 && first == '+')) {
        throw unreadable();
      }
      int year = Integer.parseInt(text.substring(begin, at));
      expect('-');
      int month = number(2);
      expect('-');
      return LocalDate.of(first == '-' ? -year : year, month, number(2));
    }

    private LocalTime time() {
      int hour = number(2);
      expect(':');
      int minute = number(2);
      int second = skips(':') ? number(2) : -1;
      int nano = second >= 0 && skips('.') ? fraction() : 0;
      return LocalTime.of(hour, minute, Math.max(second, 0), nano);
    }

    private int fraction() {
      int begin = at;
      int value = 0;
      while (!isAtEnd() && isDigit(text.charAt(at))) {
        value = at - begin < 9 ? value * 10 + (text.charAt(at) - '0') : value;
        at++;
      }
      int digits = at - begin;
      if (digits == 0 || digits > 9) {
        throw unreadable();
      }
      for (int i = digits; i < 9; i++) {
        value *= 10;
      }
      return value;
    }

    private int offset() {
      char sign = next();
      if (sign == 'Z' || sign == 'z') {
        return 0;
      }
      if (sign != '+' && sign != '-') {
        throw unreadable();
      }
      int seconds = number(2) * 3600;
      if (!isAtEnd()) {
        boolean colon = skips(':');
        seconds += below60(number(2)) * 60;
        seconds += colon && skips(':') ? below60(number(2)) : 0;
      }
      if (seconds > LARGEST_OFFSET) {
        throw unreadable();
      }
      return sign == '-' ? -seconds : seconds;
    }

    private int below60(int value) {
      if (value >= 60) {
        throw unreadable();
      }
      return value;
    }

    private int number(int digits) {
      int value = 0;
      for (int i = 0; i < digits; i++) {
        char digit = next();
        if (!isDigit(digit)) {
          throw unreadable();
        }
        value = value * 10 + (digit - '0');
      }
      return value;
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private void expect(char expected) {
      if (next() != expected) {
        throw unreadable();
      }
    }

    private boolean skips(char wanted) {
      boolean there = !isAtEnd() && text.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    private char next() {
      if (isAtEnd()) {
        throw unreadable();
      }
      return text.charAt(at++);
    }

    private boolean isAtEnd() {
      return at >= text.length();
    }

    private static DateTimeException unreadable() {
      return new DateTimeException("No time of ISO 8601");
    }
  }
}
