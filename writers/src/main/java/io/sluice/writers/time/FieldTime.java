package io.sluice.writers.time;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyCursor;
import io.sluice.records.value.IsoTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * Reads the time in a field by its type. A date or time without a zone is one of {@code timezone}.
 *
 * @param field as the user wrote it, for messages
 */
record FieldTime(String field, ZoneId zone) {
  /** Seconds or micros taken for millis lie outside of this. */
  private static final long PLAIN_EARLIEST = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();

  private static final long PLAIN_LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  /** Types that {@link #reading} reads; a logical type goes by its own name. */
  private static final Set<String> TIMES =
      Set.of(
          "timestamp-millis",
          "timestamp-micros",
          "timestamp-nanos",
          "local-timestamp-millis",
          "local-timestamp-micros",
          "local-timestamp-nanos",
          "date",
          "long",
          "string");

  /** Whether a value of the type may be a time. */
  static boolean reads(Schema schema) {
    return TIMES.contains(type(schema));
  }

  /** The name of the logical type, or else of the type. */
  static String type(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    return logical == null ? schema.getType().getName() : logical.getName();
  }

  /** The reader of a time of this type. */
  FieldSearch reading(Schema schema) {
    String type = type(schema);
    return switch (type) {
      case "null" -> FieldSearch.NOWHERE;
      case "timestamp-millis" -> cursor -> inRange(cursor.readLong());
      case "timestamp-micros" -> cursor -> inRange(Math.floorDiv(cursor.readLong(), 1_000L));
      case "timestamp-nanos" -> cursor -> inRange(Math.floorDiv(cursor.readLong(), 1_000_000L));
      case "local-timestamp-millis" -> cursor -> local(inRange(cursor.readLong()));
      case "local-timestamp-micros" ->
          cursor -> local(inRange(Math.floorDiv(cursor.readLong(), 1_000L)));
      case "local-timestamp-nanos" ->
          cursor -> local(inRange(Math.floorDiv(cursor.readLong(), 1_000_000L)));
      case "date" -> cursor -> date(cursor.readInt());
      case "long" -> cursor -> plain(cursor.readLong());
      case "string" -> this::text;
      default -> {
        String why = "it is of type " + type;
        yield cursor -> {
          throw unreadable(why);
        };
      }
    };
  }

  private long date(int day) throws BadRecordException {
    return inRange(
        LocalDate.ofEpochDay(inRange(day * 86_400_000L) / 86_400_000L)
            .atStartOfDay(zone)
            .toInstant()
            .toEpochMilli());
  }

  /** Millis since 1970 on a clock of {@code timezone}. */
  private long local(long millis) {
    return Instant.ofEpochMilli(millis)
        .atZone(ZoneOffset.UTC)
        .toLocalDateTime()
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  private long plain(long millis) throws BadRecordException {
    if (millis < PLAIN_EARLIEST || millis >= PLAIN_LATEST) {
      throw unreadable(
          "a plain long is taken for milliseconds since 1970, and this one is not between 1990 and"
              + " 2200; seconds, microseconds and nanoseconds need a logical type");
    }
    return millis;
  }

  private long text(BodyCursor cursor) throws BadRecordException {
    try {
      IsoTime time = IsoTime.parse(cursor.readString());
      LocalDateTime local = time.local();
      Instant instant =
          time.offsetSeconds().isPresent()
              ? local.toInstant(ZoneOffset.ofTotalSeconds(time.offsetSeconds().getAsInt()))
              : time.time().isPresent()
                  ? local.atZone(zone).toInstant()
                  : time.date().atStartOfDay(zone).toInstant();
      return inRange(instant.toEpochMilli());
    } catch (DateTimeException e) {
      throw new BadRecordException(
          "time-unreadable", message("its text is no time of ISO 8601"), e);
    }
  }

  private long inRange(long millis) throws BadRecordException {
    if (!TimePartitions.isInRange(millis)) {
      throw unreadable("it lies outside of " + TimePartitions.RANGE);
    }
    return millis;
  }

  private BadRecordException unreadable(String why) {
    return new BadRecordException("time-unreadable", message(why));
  }

  private String message(String why) {
    return "Cannot determine the record's time by timestamp.field=" + field + ": " + why + ".";
  }
}
