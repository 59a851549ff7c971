package io.sluice.records;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.tracker.message.ForeignText;
import java.nio.ByteBuffer;

/**
 * A record that goes to quarantine unchanged.
 *
 * @param hasValue false for a tombstone
 * @param value as in Kafka, between position and limit; empty for a tombstone
 * @param errorClass short stable name for grouping errors
 */
public record BadRecord(
    Coordinates coordinates, boolean hasValue, ByteBuffer value, String errorClass, String message)
    implements TaskItem {
  private static final int LONGEST_CLASS = 200;

  public BadRecord {
    errorClass = ForeignText.line(errorClass, LONGEST_CLASS);
    message = ForeignText.line(message);
  }

  /** The fetched record and the reason why it cannot land. Valid until the reader advances. */
  public static BadRecord of(FetchedRecord record, BadRecordException error) {
    return new BadRecord(
        record.coordinates(),
        record.hasValue(),
        record.value(),
        error.errorClass(),
        error.getMessage());
  }

  /** Does not show the record's content, because this text is logged. */
  @Override
  public String toString() {
    return "bad record " + coordinates + ": " + errorClass;
  }
}
