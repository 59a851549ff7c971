package io.sluice.records.row;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body that has been checked. It does not report the number of remaining bytes: Avro 1.12.2
 * compares them with the minimum size of the <em>reader's</em> items, and so refuses an array or
 * map whose items have an additional field in the reader's schema.
 */
final class CheckedBodyDecoder extends Decoder {
  private static final int UNKNOWN = -1;

  private BinaryDecoder in = DecoderFactory.get().binaryDecoder(new byte[0], null);

  /** Starts with a body, without changing its position and limit. */
  CheckedBodyDecoder on(ByteBuffer body) {
    if (body.hasArray()) {
      int start = body.arrayOffset() + body.position();
      in = DecoderFactory.get().binaryDecoder(body.array(), start, body.remaining(), in);
    } else {
      byte[] copy = new byte[body.remaining()];
      body.get(body.position(), copy);
      in = DecoderFactory.get().binaryDecoder(copy, in);
    }
    return this;
  }

  @Override
  public int remainingBytes() {
    return UNKNOWN;
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return in.readString(old);
  }

  @Override
  public String readString() throws IOException {
    return in.readString();
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    return in.readBytes(old);
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public long readArrayStart() throws IOException {
    return in.readArrayStart();
  }

  @Override
  public long arrayNext() throws IOException {
    return in.arrayNext();
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipArray();
  }

  @Override
  public long readMapStart() throws IOException {
    return in.readMapStart();
  }

  @Override
  public long mapNext() throws IOException {
    return in.mapNext();
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipMap();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }
}
