package io.sluice.writers.time;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.EventTime;
import io.sluice.records.api.TimestampType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Makes extractors. */
public final class EventTimes {
  private EventTimes() {}

  /**
   * Makes the extractor for one topic, opened.
   *
   * @param fields of {@code timestamp.field}
   * @param zone of dates and times that have none of their own
   * @param settings for a class of the user
   * @throws IOException if something that a user's class needs cannot be reached
   * @throws IllegalArgumentException if there is no such class, or it is no {@link EventTime}
   */
  public static EventTime open(
      Extractor extractor,
      List<String> fields,
      ZoneId zone,
      InstantSource clock,
      String topic,
      Map<String, String> settings)
      throws IOException {
    return switch (extractor.name()) {
      case Extractor.RECORD -> EventTimes::timestamp;
      case Extractor.WALLCLOCK -> (schema, body, at) -> clock.millis();
      case Extractor.RECORD_FIELD -> new FieldEventTime(fields, zone);
      default -> {
        EventTime users = make(extractor.name());
        users.open(topic, settings);
        yield new GuardedEventTime(users);
      }
    };
  }

  private static long timestamp(String schema, ByteBuffer body, Coordinates at)
      throws BadRecordException {
    if (at.timestampType() == TimestampType.NONE || at.timestamp() < 0) {
      throw new BadRecordException(
          "time-missing",
          "Cannot determine the record's time: Kafka holds no timestamp for it. Set"
              + " timestamp.extractor=RecordField or Wallclock.");
    }
    return at.timestamp();
  }

  private static EventTime make(String className) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      // Nothing of it runs before it is known to be an extractor.
      return Class.forName(className, false, loader)
          .asSubclass(EventTime.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw new IllegalArgumentException(
          "Cannot use timestamp.extractor="
              + className
              + ": "
              + e
              + ". Pass its jar by -libjars; it must implement "
              + EventTime.class.getName()
              + " and have a public constructor without arguments.",
          e);
    }
  }
}
