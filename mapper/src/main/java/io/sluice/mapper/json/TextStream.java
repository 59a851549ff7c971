package io.sluice.mapper.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One text after another for a parser that lives on. At the end of each text it says that there is
 * no more, which a parser hears only if the text is not whole.
 */
final class TextStream extends InputStream {
  private byte[] bytes = {};
  private int next;
  private int end;

  void give(byte[] text, int offset, int length) {
    bytes = text;
    next = offset;
    end = offset + length;
  }

  /** Bytes of the text that the parser has not taken. */
  int untaken() {
    return end - next;
  }

  /** Whether the text holds nothing but white space behind what the parser has read. */
  boolean isAtEnd(JsonParser parser) throws IOException {
    WhiteSpace rest = new WhiteSpace();
    if (parser.releaseBuffered(rest) < 0) {
      return false;
    }
    rest.write(bytes, next, end - next);
    return rest.isAll;
  }

  @Override
  public int read() {
    return next < end ? bytes[next++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (next == end) {
      return -1;
    }
    int count = Math.min(length, end - next);
    System.arraycopy(bytes, next, target, offset, count);
    next += count;
    return count;
  }

  private static final class WhiteSpace extends OutputStream {
    private boolean isAll = true;

    @Override
    public void write(int value) {
      isAll &= value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }
  }
}
