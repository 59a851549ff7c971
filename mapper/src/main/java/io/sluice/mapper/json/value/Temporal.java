package io.sluice.mapper.json.value;

import io.sluice.records.value.IsoTime;
import io.sluice.records.value.TimeRange;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Optional;

/** Avro's logical types of time, and how a text of ISO 8601 becomes one. What is finer is cut. */
enum Temporal {
  TIMESTAMP_MILLIS("timestamp-millis", 1_000),
  TIMESTAMP_MICROS("timestamp-micros", 1_000_000),
  TIMESTAMP_NANOS("timestamp-nanos", 1_000_000_000),
  LOCAL_TIMESTAMP_MILLIS("local-timestamp-millis", 1_000),
  LOCAL_TIMESTAMP_MICROS("local-timestamp-micros", 1_000_000),
  LOCAL_TIMESTAMP_NANOS("local-timestamp-nanos", 1_000_000_000),
  DATE("date", 1),
  TIME_MILLIS("time-millis", 1_000),
  TIME_MICROS("time-micros", 1_000_000);

  private static final long NANOS = 1_000_000_000;

  private final String logicalType;
  private final long perSecond;

  @SuppressWarnings("ImmutableEnumChecker") // TimeRange is a record of values
  private final Optional<TimeRange> range;

  Temporal(String logicalType, long perSecond) {
    this.logicalType = logicalType;
    this.perSecond = perSecond;
    this.range = TimeRange.of(logicalType);
  }

  static Optional<Temporal> of(String logicalType) {
    return Arrays.stream(values()).filter(each -> each.logicalType.equals(logicalType)).findFirst();
  }

  String logicalType() {
    return logicalType;
  }

  /** The form that a text must have, for messages. */
  String form() {
    return switch (this) {
      case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS ->
          "a " + logicalType + " of ISO 8601 with an offset from UTC";
      default -> "a " + logicalType + " of ISO 8601";
    };
  }

  /** Whether readers hold the number. */
  boolean holds(long value) {
    return range.isEmpty() || range.get().holds(value);
  }

  /**
   * The number that Avro holds.
   *
   * @throws DateTimeException if the text is none of this type, a timestamp without an offset among
   *     them: nobody knows which zone was meant
   * @throws ArithmeticException if the number is too large
   */
  long parse(String text, ReadState state) {
    return switch (this) {
      case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> {
        IsoTime time = IsoTime.parse(text);
        int offset =
            time.offsetSeconds()
                .orElseThrow(() -> new DateTimeException("A timestamp without an offset"));
        yield units(
            time.local().toEpochSecond(ZoneOffset.UTC) - offset,
            time.local().get(ChronoField.NANO_OF_SECOND),
            state);
      }
      case LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS, LOCAL_TIMESTAMP_NANOS -> {
        IsoTime time = IsoTime.parse(text);
        if (time.time().isEmpty() || time.offsetSeconds().isPresent()) {
          throw new DateTimeException("No date and time without an offset");
        }
        yield units(
            time.local().toEpochSecond(ZoneOffset.UTC),
            time.local().get(ChronoField.NANO_OF_SECOND),
            state);
      }
      case DATE -> {
        IsoTime time = IsoTime.parse(text);
        if (time.time().isPresent()) {
          throw new DateTimeException("A date with a time of day");
        }
        yield time.date().toEpochDay();
      }
      case TIME_MILLIS, TIME_MICROS -> {
        LocalTime time = LocalTime.parse(text.strip());
        yield units(time.toSecondOfDay(), time.get(ChronoField.NANO_OF_SECOND), state);
      }
    };
  }

  private long units(long seconds, int nanos, ReadState state) {
    long nanosPerUnit = NANOS / perSecond;
    if (nanos % nanosPerUnit != 0) {
      state.lose(ConversionLoss.CUT);
    }
    return Math.addExact(Math.multiplyExact(seconds, perSecond), nanos / nanosPerUnit);
  }
}
