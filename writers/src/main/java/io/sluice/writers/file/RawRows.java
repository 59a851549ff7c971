package io.sluice.writers.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first rows of a row group, as bytes. Columns need some twenty kilobytes each before they hold
 * anything: where hundreds of files get a few rows each, that alone would break the heap.
 */
final class RawRows {
  private static final byte[] NONE = new byte[0];
  private static final int SMALLEST = 4096;

  private byte[] bytes = NONE;
  private int length;

  void add(ByteBuffer row) {
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
  long held() {
    return bytes.length;
  }

  /** Hands all rows on and forgets them; says how many. */
  long drainTo(Transcoder transcoder) throws IOException {
    ByteBuffer row = ByteBuffer.wrap(bytes);
    long rows = 0;
    for (int at = 0; at < length; rows++) {
      int start = at + Integer.BYTES;
      int end = start + row.getInt(at);
      transcoder.write(row.limit(end).position(start));
      row.clear();
      at = end;
    }
    clear();
    return rows;
  }

  void clear() {
    bytes = NONE;
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }
}
