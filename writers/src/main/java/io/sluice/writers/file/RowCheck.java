package io.sluice.writers.file;

import io.sluice.records.api.BadRecordException;
import java.nio.ByteBuffer;

/** Decides whether a format can hold a row. */
public interface RowCheck {
  /** Takes every row of a schema that the format takes. */
  RowCheck NONE = row -> {};

  /**
   * Looks at a row, which stays as it is.
   *
   * @throws BadRecordException if the format cannot hold it
   */
  void check(ByteBuffer row) throws BadRecordException;
}
