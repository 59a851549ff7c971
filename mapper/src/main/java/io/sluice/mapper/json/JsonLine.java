package io.sluice.mapper.json;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.value.JsonInput;
import io.sluice.mapper.json.value.ValueEncoder;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Puts JSON texts on one line each, as Avro strings: their own bytes, but that line breaks become
 * spaces. A line break stands between values only, since JSON has none within a string. White space
 * around the text, and a byte order mark, are left out.
 */
public final class JsonLine {
  private static final int MARK_BYTES = 3;
  private static final byte[] SPACE = {' '};

  /** Reads a text to its end and writes nothing of it. */
  private final JsonToAvro check = new JsonToAvro(new Skipped());

  private byte[] copied = new byte[0];

  /**
   * Writes one text.
   *
   * @param text whole, between position and limit
   * @throws BadRecordException if it is no JSON
   */
  public void encode(ByteBuffer text, AvroBuffer out) throws BadRecordException {
    check.encode(text, out);
    int length = text.remaining();
    byte[] bytes = copied;
    int start = 0;
    if (text.hasArray()) {
      bytes = text.array();
      start = text.arrayOffset() + text.position();
    } else {
      bytes = bytes.length < length ? new byte[length] : bytes;
      text.get(text.position(), bytes, 0, length);
      copied = bytes;
    }
    int end = start + length;
    if (length > MARK_BYTES && bytes[start] == (byte) 0xEF) {
      start += MARK_BYTES;
    }
    while (isSpace(bytes[start])) {
      start++;
    }
    while (isSpace(bytes[end - 1])) {
      end--;
    }
    write(bytes, start, end, out);
  }

  private static void write(byte[] bytes, int start, int end, AvroBuffer out) {
    out.writeLong(end - start);
    int written = start;
    for (int at = start; at < end; at++) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        out.writeRaw(bytes, written, at - written);
        out.writeRaw(SPACE, 0, 1);
        written = at + 1;
      }
    }
    out.writeRaw(bytes, written, end - written);
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }

  /** A value of which nothing is written. */
  private static final class Skipped implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return true;
    }

    @Override
    public int rank(JsonToken first) {
      return 0;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws IOException {
      in.parser().skipChildren();
    }
  }
}
