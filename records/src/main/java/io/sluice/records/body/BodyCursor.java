package io.sluice.records.body;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.value.DecimalRange;
import io.sluice.records.value.Utf8;
import java.nio.ByteBuffer;

/** A position in a body. Reused for each record; never reads beyond the end of the body. */
public final class BodyCursor {
  /** Readers create an object for each item of an array, even if it has no bytes. */
  private static final long MAX_WITHOUT_WIDTH = 1_000_000;

  private byte[] bytes = new byte[0];
  private byte[] copied = new byte[0];
  private int at;
  private int end;
  private int depth;
  private long withoutWidth;

  /** Moves to the beginning of a body, without changing its position and limit. */
  public BodyCursor on(ByteBuffer body) {
    int length = body.remaining();
    if (body.hasArray()) {
      bytes = body.array();
      at = body.arrayOffset() + body.position();
    } else {
      if (copied.length < length) {
        copied = new byte[Math.max(length, 2 * copied.length)];
      }
      body.get(body.position(), copied, 0, length);
      bytes = copied;
      at = 0;
    }
    end = at + length;
    depth = 0;
    withoutWidth = 0;
    return this;
  }

  public int remaining() {
    return end - at;
  }

  /** Reads an Avro int: zigzag, seven bits a byte, five bytes at most. */
  public int readInt() throws BadRecordException {
    long raw = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte next = readByte();
      raw |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        long value = (raw >>> 1) ^ -(raw & 1);
        if (value != (int) value) {
          throw malformed("an int is out of range");
        }
        return (int) value;
      }
    }
    throw malformed("an int has more than five bytes");
  }

  /** Reads an Avro long: zigzag, seven bits a byte, ten bytes at most. */
  public long readLong() throws BadRecordException {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = readByte();
      raw |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        if (shift == 63 && next > 1) {
          throw malformed("a number has more than 64 bits");
        }
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw malformed("a number has more than ten bytes");
  }

  byte readByte() throws BadRecordException {
    if (at >= end) {
      throw malformed("it ends too early");
    }
    return bytes[at++];
  }

  /** Reads the length of a string or of bytes. */
  int readLength() throws BadRecordException {
    long length = readLong();
    if (length < 0 || length > end - at) {
      throw malformed("a length of " + length + " where " + (end - at) + " bytes are left");
    }
    return (int) length;
  }

  /** Reads a short Avro string. */
  public String readString() throws BadRecordException {
    int length = readLength();
    String text = new String(bytes, at, length, java.nio.charset.StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** Returns whether the next bytes are UTF-8. */
  boolean isText(int length) {
    return Utf8.isText(bytes, at, at + length);
  }

  /** Returns whether the next bytes exist and are a number within the range. */
  boolean isWithin(DecimalRange range, int length) throws BadRecordException {
    if (length > end - at) {
      throw malformed("it ends too early");
    }
    return range.holds(bytes, at, at + length);
  }

  /** Counts array items without bytes, which the length of the body does not limit. */
  void addWithoutWidth(long count) throws BadRecordException {
    if (count < 0 || count > MAX_WITHOUT_WIDTH - withoutWidth) {
      throw malformed("a block of " + count + " items that take no byte");
    }
    withoutWidth += count;
  }

  void skip(int count) throws BadRecordException {
    if (count > end - at) {
      throw malformed("it ends too early");
    }
    at += count;
  }

  void enter() throws BadRecordException {
    if (++depth > BodyShape.MAX_DEPTH) {
      throw malformed("records are nested more than " + BodyShape.MAX_DEPTH + " deep");
    }
  }

  void leave() {
    depth--;
  }

  static BadRecordException malformed(String why) {
    return new BadRecordException(
        "avro-malformed", "Cannot read the record's body with its schema: " + why + ".");
  }
}
