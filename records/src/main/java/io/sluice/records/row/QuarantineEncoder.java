package io.sluice.records.row;

import io.sluice.records.BadRecord;
import io.sluice.records.api.Coordinates;
import io.sluice.records.landing.Coordinate;
import java.nio.ByteBuffer;

/** Converts a bad record to a row of {@link io.sluice.records.landing.QuarantineSchema}. */
public final class QuarantineEncoder {
  private final String runId;
  private final RowBytes row = new RowBytes();

  public QuarantineEncoder(String runId) {
    this.runId = runId;
  }

  /** The row of a bad record; valid until the next call. */
  public ByteBuffer encode(BadRecord record) {
    Coordinates at = record.coordinates();
    row.clear();
    row.writeString(at.topic());
    for (Coordinate column : Coordinate.values()) {
      RowEncoder.write(column, at, row);
    }
    RowEncoder.writeOptional(record.hasValue(), record.value(), row);
    row.writeString(record.errorClass());
    row.writeString(record.message());
    row.writeString(runId);
    return row.view();
  }
}
