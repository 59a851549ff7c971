package io.sluice.writers.avro;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Counts the records of an Avro container file (Avro 1.12 specification, "Object container files")
 * by its blocks' headers: nothing is decompressed, and what lies between them is skipped.
 */
final class AvroBlocks {

  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC = 16;

  private final BufferedInputStream in;

  private AvroBlocks(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * Counts.
   *
   * @throws IOException if it is no such file, or one that ends or is damaged in between
   */
  static long count(InputStream in) throws IOException {
    return new AvroBlocks(in).count();
  }

  private long count() throws IOException {
    if (!Arrays.equals(bytes(MAGIC.length), MAGIC)) {
      throw new IOException("it is no Avro file");
    }
    skipMetadata();
    byte[] sync = bytes(SYNC);
    long records = 0;
    for (int first = in.read(); first >= 0; first = in.read()) {
      records += number(first);
      in.skipNBytes(number(in.read()));
      if (!Arrays.equals(bytes(SYNC), sync)) {
        throw new IOException("a block of it is damaged");
      }
    }
    return records;
  }

  private void skipMetadata() throws IOException {
    for (long pairs = number(in.read()); pairs != 0; pairs = number(in.read())) {
      if (pairs < 0) {
        number(in.read()); // its length in bytes, which only a skipper of the whole needs
      }
      for (long pair = 0; pair < Math.abs(pairs); pair++) {
        in.skipNBytes(number(in.read()));
        in.skipNBytes(number(in.read()));
      }
    }
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("it ends in the middle");
    }
    return bytes;
  }

  /** Zigzag, seven bits a byte, the lowest first. */
  private long number(int first) throws IOException {
    long value = 0;
    int next = first;
    for (int shift = 0; shift < 64; shift += 7) {
      if (next < 0) {
        throw new EOFException("it ends in the middle");
      }
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
      next = in.read();
    }
    throw new IOException("a number in it has more than 64 bits");
  }
}
