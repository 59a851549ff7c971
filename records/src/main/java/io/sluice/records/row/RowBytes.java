package io.sluice.records.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes Avro binary into an array that is reused. */
final class RowBytes {
  private byte[] bytes = new byte[1024];
  private int length;
  private ByteBuffer view = ByteBuffer.wrap(bytes);

  void clear() {
    length = 0;
  }

  /** The bytes that were written since {@link #clear}; valid until the next call of it. */
  ByteBuffer view() {
    return view.limit(length).position(0);
  }

  void writeLong(long value) {
    reserve(10);
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7fL) != 0) {
      bytes[length++] = (byte) ((zigzag & 0x7f) | 0x80);
      zigzag >>>= 7;
    }
    bytes[length++] = (byte) zigzag;
  }

  /** Writes bytes with their length. */
  void writeSized(ByteBuffer content) {
    writeLong(content.remaining());
    writeRaw(content);
  }

  void writeString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeLong(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
  }

  void writeRaw(ByteBuffer content) {
    int count = content.remaining();
    reserve(count);
    content.get(content.position(), bytes, length, count);
    length += count;
  }

  private void reserve(int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), 2 * bytes.length));
      view = ByteBuffer.wrap(bytes);
    }
  }
}
