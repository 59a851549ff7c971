package io.sluice.records.row;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import java.nio.ByteBuffer;

/**
 * The body as it is, and constant bytes behind it. It is walked over first: a body that is not what
 * its schema says would spoil the file for every reader.
 */
final class CopiedBody implements Resolution {
  private final BodyShape[] shapes;
  private final ByteBuffer suffix;

  /**
   * Copies bodies.
   *
   * @param suffix put behind each
   * @param shapes each of which a body must have: they differ in the values that they allow only
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
