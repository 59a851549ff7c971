package io.sluice.records.value;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The range of a logical time type that readers support: the years 1 to 9999 of Hive, Spark and
 * SQL, and times of day within a day.
 *
 * @param logicalType as Avro has it
 * @param least inclusive
 * @param greatest inclusive
 * @param meaning of the range, for messages
 */
public record TimeRange(String logicalType, long least, long greatest, String meaning) {
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long MILLIS_PER_DAY = 86_400_000L;

  /**
   * The range of a logical type; empty if it is not a time type, or all its numbers are supported.
   */
  public static Optional<TimeRange> of(String logicalType) {
    return switch (logicalType) {
      case "date" -> Optional.of(years(logicalType, FIRST_DAY, LAST_DAY));
      case "timestamp-millis", "local-timestamp-millis" ->
          Optional.of(
              years(logicalType, FIRST_DAY * MILLIS_PER_DAY, (LAST_DAY + 1) * MILLIS_PER_DAY - 1));
      case "timestamp-micros", "local-timestamp-micros" ->
          Optional.of(
              years(
                  logicalType,
                  FIRST_DAY * MILLIS_PER_DAY * 1_000,
                  (LAST_DAY + 1) * MILLIS_PER_DAY * 1_000 - 1));
      case "time-millis" -> Optional.of(day(logicalType, MILLIS_PER_DAY));
      case "time-micros" -> Optional.of(day(logicalType, MILLIS_PER_DAY * 1_000));
      default -> Optional.empty();
    };
  }

  private static TimeRange years(String logicalType, long least, long greatest) {
    return new TimeRange(
        logicalType, least, greatest, "the years 1 to 9999, which is all that readers hold");
  }

  private static TimeRange day(String logicalType, long length) {
    return new TimeRange(logicalType, 0, length - 1, "the 24 hours of a day");
  }

  public boolean holds(long value) {
    return value >= least && value <= greatest;
  }
}
