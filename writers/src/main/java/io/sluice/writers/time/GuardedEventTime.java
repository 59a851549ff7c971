package io.sluice.writers.time;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.EventTime;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A user's extractor: what it does to the buffer's bounds is undone, what it throws makes a bad
 * record.
 */
final class GuardedEventTime implements EventTime {
  private final EventTime users;

  GuardedEventTime(EventTime users) {
    this.users = users;
  }

  @Override
  public long millis(String schema, ByteBuffer body, Coordinates at)
      throws BadRecordException, IOException {
    int position = body.position();
    int limit = body.limit();
    try {
      return users.millis(schema, body, at);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new BadRecordException(
          e.getClass().getName(),
          "Cannot determine the record's time: "
              + users.getClass().getName()
              + " failed: "
              + e.getMessage(),
          e);
    } finally {
      body.limit(limit).position(position);
    }
  }
}
