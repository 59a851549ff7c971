package io.sluice.records.row;

import io.sluice.records.api.BadRecordException;
import java.nio.ByteBuffer;

/**
 * Converts bodies of one writer schema to the value's part of a row. The extension point for a
 * faster implementation.
 */
interface Resolution {
  /**
   * Writes the value's part of a row.
   *
   * @param body whose position and limit stay as they are
   * @throws BadRecordException if the body is not what its schema says, or has no place in the
   *     landing schema
   */
  void write(ByteBuffer body, RowBytes row) throws BadRecordException;
}
