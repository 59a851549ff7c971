package io.sluice.records.row;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import java.nio.ByteBuffer;

/**
 * The unchanged body, followed by constant bytes. The body is checked first, because one that does
 * not conform to its schema would make the file unreadable.
 */
final class CopiedBody implements Resolution {
  private final BodyShape[] shapes;
  private final ByteBuffer suffix;

  /**
   * Copies bodies.
   *
   * @param suffix appended to each body
   * @param shapes to which each body must conform; they differ only in the values that they allow
   */
  CopiedBody(ByteBuffer suffix, BodyShape... shapes) {
    this.suffix = suffix;
    this.shapes = shapes.clone();
  }

  @Override
  public void write(ByteBuffer body, RowBytes row) throws BadRecordException {
    for (BodyShape shape : shapes) {
      shape.check(body);
    }
    row.writeRaw(body);
    row.writeRaw(suffix);
  }
}
