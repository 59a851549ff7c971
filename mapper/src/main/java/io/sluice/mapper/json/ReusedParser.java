package io.sluice.mapper.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.value.JsonInput;
import io.sluice.mapper.json.value.ReadState;
import io.sluice.mapper.json.value.ValueEncoder;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One parser for many texts, since a new one costs a kilobyte of garbage. It takes what is plainly
 * an object in UTF-8; where anything is wrong with a text, a parser of that text's own has to say
 * what.
 */
final class ReusedParser {
  /** It keeps the names of all fields it met, and a map's keys are such names too. */
  private static final int TEXTS_PER_PARSER = 1000;

  private final JsonFactory json;
  private final ReadState state;
  private final TextStream stream = new TextStream();
  private @Nullable JsonInput input;
  private long bytesBefore;
  private int texts;

  ReusedParser(JsonFactory json, ReadState state) {
    this.json = json;
    this.state = state;
  }

  /**
   * Writes a text.
   *
   * @return false if somebody else has to look at it; what was written is cut off then
   * @throws BadRecordException if it is JSON, but none of the schema's
   */
  boolean encode(byte[] bytes, int offset, int length, ValueEncoder encoder, AvroBuffer out)
      throws BadRecordException, IOException {
    if (length < 2 || bytes[offset] != '{' || bytes[offset + 1] == 0) {
      return false;
    }
    int begin = out.length();
    stream.give(bytes, offset, length);
    boolean isWhole = false;
    try {
      JsonInput in = input == null ? open() : input;
      in.at(bytes, offset, length, bytesBefore);
      if (in.parser().nextToken() == JsonToken.START_OBJECT) {
        encoder.encode(in, out);
        int untaken = stream.untaken();
        isWhole = stream.isAtEnd(in.parser());
        bytesBefore += length - untaken;
      }
    } catch (JsonProcessingException e) {
      isWhole = false;
    } finally {
      if (!isWhole) {
        out.cut(begin);
      }
      if (!isWhole || ++texts >= TEXTS_PER_PARSER) {
        drop();
      }
    }
    return isWhole;
  }

  private JsonInput open() throws IOException {
    JsonInput opened = new JsonInput(json, json.createParser(stream), state);
    input = opened;
    return opened;
  }

  private void drop() throws IOException {
    JsonInput dropped = input;
    input = null;
    bytesBefore = 0;
    texts = 0;
    if (dropped != null) {
      dropped.close();
    }
  }

  /**
   * One text after another for a parser that lives on. At the end of each text it says that there
   * is no more, which a parser hears only if the text is not whole.
   */
  private static final class TextStream extends InputStream {
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
}
