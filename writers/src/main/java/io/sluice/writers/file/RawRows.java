package io.sluice.writers.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rows as bytes, in memory. What is open costs far more than a few rows: a file on HDFS has a
 * thread and buffers, and a Parquet column needs some twenty kilobytes before it holds anything.
 */
public final class RawRows {
  private static final byte[] NONE = new byte[0];
  private static final int SMALLEST = 512;

  private byte[] bytes = NONE;
  private int length;

  /** Takes rows. */
  public interface Sink {
    void write(ByteBuffer row) throws IOException;
  }

  public void add(ByteBuffer row) {
    int count = row.remaining();
    int needed = length + Integer.BYTES + count;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.max(needed, SMALLEST), bytes.length * 3 / 2));
    }
    ByteBuffer.wrap(bytes).putInt(length, count);
    row.get(row.position(), bytes, length + Integer.BYTES, count);
    length = needed;
  }

  /** Bytes of memory. */
  public long held() {
    return bytes.length;
  }

  /** Hands all rows on and forgets them; says how many. */
  public long drainTo(Sink sink) throws IOException {
    ByteBuffer row = ByteBuffer.wrap(bytes);
    long rows = 0;
    for (int at = 0; at < length; rows++) {
      int start = at + Integer.BYTES;
      int end = start + row.getInt(at);
      sink.write(row.limit(end).position(start));
      row.clear();
      at = end;
    }
    clear();
    return rows;
  }

  /** Bytes of the rows, each with its length. */
  public long length() {
    return length;
  }

  public void clear() {
    bytes = NONE;
    length = 0;
  }

  public boolean isEmpty() {
    return length == 0;
  }
}
