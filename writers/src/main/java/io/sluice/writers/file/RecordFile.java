package io.sluice.writers.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of rows that is being written. */
public interface RecordFile {
  /**
   * Appends a row.
   *
   * @param row one datum of the file's schema in Avro binary, between position and limit; it has an
   *     array
   */
  void append(ByteBuffer row) throws IOException;

  /** Roughly what the file would hold if it were closed now, in bytes. */
  long size();

  /** Ends the file and closes its output, which is durable then. */
  void close() throws IOException;

  /** Gives the file up, and its output. */
  void abandon() throws IOException;
}
