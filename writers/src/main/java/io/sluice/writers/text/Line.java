package io.sluice.writers.text;

import io.sluice.records.api.BadRecordException;
import io.sluice.writers.file.RowCheck;
import java.nio.ByteBuffer;

/**
 * A row whose only field is a string or bytes: the number of its bytes in Avro binary, and they.
 */
final class Line implements RowCheck {
  /** The index of a row's first byte behind the number. */
  static int start(ByteBuffer row) {
    int at = row.position();
    while (row.get(at) < 0) {
      at++;
    }
    return at + 1;
  }

  /**
   * Looks for line breaks. A reader of lines takes a carriage return for one as well.
   *
   * @throws BadRecordException if the value is no line
   */
  @Override
  public void check(ByteBuffer row) throws BadRecordException {
    int start = start(row);
    for (int at = start; at < row.limit(); at++) {
      byte next = row.get(at);
      if (next == '\n' || next == '\r') {
        throw new BadRecordException(
            "text-line-break",
            "The value has a line break at byte "
                + (at - start)
                + ", and with format=text a value is one line. Set format=avro or format=parquet"
                + " for this topic by an override.");
      }
    }
  }
}
