package io.sluice.mapper.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.value.EncoderCompiler;
import io.sluice.mapper.json.value.JsonInput;
import io.sluice.mapper.json.value.JsonRules;
import io.sluice.mapper.json.value.ReadState;
import io.sluice.mapper.json.value.ValueEncoder;
import io.sluice.records.LargeStack;
import io.sluice.records.LenientSchemas;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.value.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;

/**
 * Turns JSON texts into data of one Avro schema. Used by one thread. How a value finds its type is
 * the subject of {@code docs/decisions/0007-values-and-json.md}.
 *
 * <ul>
 *   <li>Fields are found by name, or else by alias, in any order. A missing one has its default, or
 *       null where the schema allows that.
 *   <li>A union's branch is the one that holds the value with the least loss; there is no
 *       Avro-style tag.
 *   <li>Numbers must fit; 1.0 is an integer, "1" is none.
 *   <li>Bytes and fixed are base64; a decimal is a number, or a string that holds one.
 *   <li>A time is the number that Avro holds, or a text of ISO 8601, a timestamp with its offset.
 * </ul>
 */
public final class JsonToAvro {
  /** Objects and arrays within each other; a record within an array are two. */
  private static final int MOST_LEVELS = 1000;

  private static final int MOST_DIGITS = 1000;

  private final JsonFactory json =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_LEVELS)
                  .maxNumberLength(MOST_DIGITS)
                  // A record's own size bounds these.
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();
  private final ReadState state = new ReadState();
  private final ReusedParser lasting = new ReusedParser(json, state);
  private final ValueEncoder encoder;

  /**
   * Reads the schema.
   *
   * @throws IllegalArgumentException if a default in it is none of its field's type
   * @throws org.apache.avro.SchemaParseException if the text is no Avro schema
   */
  public JsonToAvro(String schema, JsonRules rules) {
    this(new EncoderCompiler(rules).compile(LenientSchemas.parse(schema)));
  }

  JsonToAvro(ValueEncoder encoder) {
    this.encoder = encoder;
  }

  /**
   * Writes one text as one datum.
   *
   * @param text whole, between position and limit
   * @throws BadRecordException if it is no JSON, or none of the schema's
   */
  public void encode(ByteBuffer text, AvroBuffer out) throws BadRecordException {
    byte[] bytes;
    int offset;
    int length = text.remaining();
    if (text.hasArray()) {
      bytes = text.array();
      offset = text.arrayOffset() + text.position();
    } else {
      bytes = new byte[length];
      text.get(text.position(), bytes);
      offset = 0;
    }
    TextStart.check(bytes, offset, length);
    if (!Utf8.isText(bytes, offset, offset + length)) {
      throw new BadRecordException("json-not-utf8", "The value is no text in UTF-8.");
    }
    int begin = out.length();
    try {
      encode(bytes, offset, length, out);
    } catch (StackOverflowError e) {
      out.cut(begin);
      encodeWithLargeStack(bytes, offset, length, out);
    }
  }

  private void encode(byte[] bytes, int offset, int length, AvroBuffer out)
      throws BadRecordException {
    try {
      state.begin(length);
      if (!lasting.encode(bytes, offset, length, encoder, out)) {
        state.begin(length);
        encodeAlone(bytes, offset, length, out);
      }
    } catch (IOException e) {
      throw new BadRecordException("json-malformed", "The value is no JSON.", e);
    }
  }

  private void encodeWithLargeStack(byte[] bytes, int offset, int length, AvroBuffer out)
      throws BadRecordException {
    try {
      LargeStack.call(
          () -> {
            encode(bytes, offset, length, out);
            return out;
          });
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BadRecordException bad
          ? bad
          : new BadRecordException("json-too-deep", "The value cannot be read: " + e.getCause(), e);
    }
  }

  private void encodeAlone(byte[] bytes, int offset, int length, AvroBuffer out)
      throws BadRecordException, IOException {
    try (JsonInput in = new JsonInput(json, bytes, offset, length, state)) {
      JsonToken first = in.parser().nextToken();
      if (first == null) {
        throw new BadRecordException("json-empty", "The value holds no JSON.");
      }
      encoder.encode(in, out);
      if (in.parser().nextToken() != null) {
        throw new BadRecordException(
            "json-trailing-content", "The value goes on behind the end of its JSON.");
      }
    } catch (StreamConstraintsException e) {
      throw beyondLimit(e);
    } catch (JsonProcessingException e) {
      // Its message shows a piece of the text.
      throw new BadRecordException(
          "json-malformed",
          e.getLocation() == null
              ? "The value is no JSON."
              : "The value is no JSON from line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + " on.");
    }
  }

  private static BadRecordException beyondLimit(StreamConstraintsException e) {
    String which = String.valueOf(e.getOriginalMessage());
    if (which.contains("getMaxNestingDepth")) {
      return new BadRecordException(
          "json-too-deep",
          "The value has more than " + MOST_LEVELS + " objects and arrays within each other.");
    }
    return which.contains("getMaxNumberLength")
        ? new BadRecordException(
            "json-too-long", "A number in the value has more than " + MOST_DIGITS + " characters.")
        : new BadRecordException("json-too-long", "The value is beyond a limit: " + which + ".");
  }
}
