package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;

/** One JSON text being read, and the bytes that it is read from. */
public final class JsonInput implements AutoCloseable {
  private final JsonFactory json;
  private final JsonParser parser;
  private final ReadState state;
  private byte[] bytes;
  private int offset;
  private int length;

  private boolean apart;

  /** Number of bytes that the parser had read before this text. */
  private long before;

  /** With a parser for this text alone. */
  public JsonInput(JsonFactory json, byte[] bytes, int offset, int length, ReadState state)
      throws IOException {
    this(json, json.createParser(bytes, offset, length), state);
    at(bytes, offset, length, 0);
  }

  /** With a parser that reads one text after another. */
  public JsonInput(JsonFactory json, JsonParser parser, ReadState state) {
    this.json = json;
    this.parser = parser;
    this.state = state;
    this.bytes = new byte[0];
  }

  /**
   * Begins with the next text.
   *
   * @param bytesBefore that the parser has read so far
   */
  public void at(byte[] ofText, int begin, int count, long bytesBefore) {
    bytes = ofText;
    offset = begin;
    length = count;
    before = bytesBefore;
  }

  public JsonParser parser() {
    return parser;
  }

  ReadState state() {
    return state;
  }

  /** The token that the parser stands at. */
  JsonToken token() {
    return parser.currentToken();
  }

  /** Passes over the object or array that begins here and gives it as an input of its own. */
  JsonInput apart() throws IOException, BadRecordException {
    long start = parser.currentTokenLocation().getByteOffset() - before;
    parser.skipChildren();
    long end = parser.currentLocation().getByteOffset() - before;
    if (start < 0 || end < start) {
      throw new BadRecordException("json-not-utf8", "The text is not encoded as UTF-8.");
    }
    JsonInput part = new JsonInput(json, bytes, (int) (offset + start), (int) (end - start), state);
    part.apart = true;
    return part;
  }

  /** Whether it is a part of another one, to be read by {@link #again}, as often as need be. */
  boolean isApart() {
    return apart;
  }

  /** The same input at its first token. */
  JsonInput again() throws IOException {
    JsonInput again = new JsonInput(json, bytes, offset, length, state);
    again.parser.nextToken();
    return again;
  }

  /** Number of bytes that the parser has read so far. */
  long taken() {
    return parser.currentLocation().getByteOffset() - before;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
