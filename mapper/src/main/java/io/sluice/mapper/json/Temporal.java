package io.sluice.mapper.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** Avro's logical types of time, and how a text of ISO 8601 becomes one. What is finer is cut. */
enum Temporal {
  TIMESTAMP_MILLIS("timestamp-millis"),
  TIMESTAMP_MICROS("timestamp-micros"),
  TIMESTAMP_NANOS("timestamp-nanos"),
  LOCAL_TIMESTAMP_MILLIS("local-timestamp-millis"),
  LOCAL_TIMESTAMP_MICROS("local-timestamp-micros"),
  LOCAL_TIMESTAMP_NANOS("local-timestamp-nanos"),
  DATE("date"),
  TIME_MILLIS("time-millis"),
  TIME_MICROS("time-micros");

  private final String logicalType;

  Temporal(String logicalType) {
    this.logicalType = logicalType;
  }

  static Optional<Temporal> of(String logicalType) {
    return Arrays.stream(values()).filter(each -> each.logicalType.equals(logicalType)).findFirst();
  }

  String logicalType() {
    return logicalType;
  }

  /**
   * The number that Avro holds.
   *
   * @throws DateTimeException if the text is none of this type, a timestamp without an offset among
   *     them: nobody knows which zone was meant
   * @throws ArithmeticException if the number is too large
   */
  long parse(String text) {
    return switch (this) {
      case TIMESTAMP_MILLIS -> units(instant(text), 1_000);
      case TIMESTAMP_MICROS -> units(instant(text), 1_000_000);
      case TIMESTAMP_NANOS -> units(instant(text), 1_000_000_000);
      case LOCAL_TIMESTAMP_MILLIS -> units(local(text), 1_000);
      case LOCAL_TIMESTAMP_MICROS -> units(local(text), 1_000_000);
      case LOCAL_TIMESTAMP_NANOS -> units(local(text), 1_000_000_000);
      case DATE -> LocalDate.parse(text).toEpochDay();
      case TIME_MILLIS -> LocalTime.parse(text).toNanoOfDay() / 1_000_000;
      case TIME_MICROS -> LocalTime.parse(text).toNanoOfDay() / 1_000;
    };
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Instant local(String text) {
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  private static long units(Instant instant, long perSecond) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), perSecond),
        instant.getNano() / (1_000_000_000 / perSecond));
  }
}
