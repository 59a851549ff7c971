package io.sluice.mapper.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;

/** One JSON text being read, and the bytes that it is read from. */
final class JsonInput implements AutoCloseable {
  private final JsonFactory json;
  private final JsonParser parser;
  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final ReadState state;

  JsonInput(JsonFactory json, byte[] bytes, int offset, int length, ReadState state)
      throws IOException {
    this.json = json;
    this.parser = json.createParser(bytes, offset, length);
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.state = state;
  }

  JsonParser parser() {
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
    long start = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long end = parser.currentLocation().getByteOffset();
    if (start < 0 || end < start) {
      throw new BadRecordException("json-not-utf8", "The text is not encoded as UTF-8.");
    }
    return new JsonInput(json, bytes, (int) (offset + start), (int) (end - start), state);
  }

  /** The same input at its first token. */
  JsonInput again() throws IOException {
    JsonInput again = new JsonInput(json, bytes, offset, length, state);
    again.parser.nextToken();
    return again;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
