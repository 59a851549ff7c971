package io.sluice.records.row;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import java.nio.ByteBuffer;

/**
 * The body as it is, and constant bytes behind it. It is walked over first: a body that is not what
 * its schema says would spoil the file for every reader.
 */
final class CopiedBody implements Resolution {
  private final BodyShape shape;
  private final ByteBuffer suffix;

  CopiedBody(BodyShape shape, ByteBuffer suffix) {
    this.shape = shape;
    this.suffix = suffix;
  }

  @Override
  public void write(ByteBuffer body, RowBytes row) throws BadRecordException {
    shape.check(body);
    row.writeRaw(body);
    row.writeRaw(suffix);
  }
}
