package io.sluice.mapper.avro;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A buffer for one datum after another in Avro's binary form. It grows to the size of the largest
 * datum and does not shrink.
 *
 * <p>A position is an earlier length of the buffer: what was written after it can be removed or
 * moved.
 */
public final class AvroBuffer {
  private static final int SHORT_TEXT = 1 << 16;

  private byte[] bytes = new byte[4096];
  private ByteBuffer view = ByteBuffer.wrap(bytes);
  private int length;

  /** Must be called before each datum. */
  public void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** Drops what was written after a position. */
  public void cut(int position) {
    length = position;
  }

  /** The bytes that have been written, valid until the next write. */
  public ByteBuffer view() {
    if (view.array() != bytes) {
      view = ByteBuffer.wrap(bytes);
    }
    view.clear().limit(length);
    return view;
  }

  public void writeBoolean(boolean value) {
    ensure(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  /** Avro's int and long are the same: zig-zag, seven bits a byte. */
  public void writeLong(long value) {
    ensure(10);
    length = putLong(value, length);
  }

  public void writeFloat(float value) {
    ensure(4);
    littleEndian(Float.floatToRawIntBits(value) & 0xFFFFFFFFL, 4);
  }

  public void writeDouble(double value) {
    ensure(8);
    littleEndian(Double.doubleToRawLongBits(value), 8);
  }

  /** Writes the bytes of a fixed, without their length. */
  public void writeRaw(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /**
   * Writes the bytes of a bytes or string value, after their length. Does not change the source.
   */
  public void writeBytes(ByteBuffer source) {
    int count = source.remaining();
    writeLong(count);
    ensure(count);
    source.get(source.position(), bytes, length, count);
    length += count;
  }

  /**
   * Writes a string as UTF-8, after the number of its bytes.
   *
   * @return false, with nothing written, if the characters contain a single surrogate
   */
  public boolean writeText(char[] text, int offset, int count) {
    int begin = length;
    // With three bytes per character, the length needs at most one more byte.
    int reserved = sizeOfLong(count);
    ensure(10 + mostBytes(text, offset, count));
    int at = begin + reserved;
    for (int i = offset, end = offset + count; i < end; i++) {
      char c = text[i];
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | (c >> 6));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        bytes[at++] = (byte) (0xE0 | (c >> 12));
        bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text[i + 1])) {
        int code = Character.toCodePoint(c, text[++i]);
        bytes[at++] = (byte) (0xF0 | (code >> 18));
        bytes[at++] = (byte) (0x80 | ((code >> 12) & 0x3F));
        bytes[at++] = (byte) (0x80 | ((code >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (code & 0x3F));
      } else {
        return false;
      }
    }
    int size = at - begin - reserved;
    int needed = sizeOfLong(size);
    if (needed != reserved) {
      System.arraycopy(bytes, begin + reserved, bytes, begin + needed, size);
    }
    putLong(size, begin);
    length = begin + needed + size;
    return true;
  }

  /** Three bytes per character; for a long text the exact number. */
  private static int mostBytes(char[] text, int offset, int count) {
    if (count <= SHORT_TEXT) {
      return 3 * count;
    }
    long bytes = 0;
    for (int i = offset, end = offset + count; i < end; i++) {
      bytes += text[i] < 0x80 ? 1 : text[i] < 0x800 ? 2 : 3;
    }
    return Math.toIntExact(bytes);
  }

  /** Inserts a number before what was written after a position. */
  public void insertLong(int position, long value) {
    int size = sizeOfLong(value);
    ensure(size);
    System.arraycopy(bytes, position, bytes, position + size, length - position);
    putLong(value, position);
    length += size;
  }

  /** Overwrites what is at a position. */
  public void repeat(int position, int count) {
    ensure(count);
    System.arraycopy(bytes, position, bytes, length, count);
    length += count;
  }

  /** Removes what is between two positions. */
  public void remove(int start, int end) {
    System.arraycopy(bytes, end, bytes, start, length - end);
    length -= end - start;
  }

  private static int sizeOfLong(long value) {
    long zigZag = (value << 1) ^ (value >> 63);
    return Math.max(1, (70 - Long.numberOfLeadingZeros(zigZag)) / 7);
  }

  private int putLong(long value, int at) {
    int next = at;
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[next++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[next++] = (byte) rest;
    return next;
  }

  private void littleEndian(long bits, int count) {
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (bits >>> (8 * i));
    }
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      int needed = Math.addExact(length, more);
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
    }
  }
}
