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
   * @param body whose position and limit are not changed
   * @throws BadRecordException if the body does not conform to its schema, or cannot be represented
   *     in the landing schema
   */
  void write(ByteBuffer body, RowBytes row) throws BadRecordException;
}
