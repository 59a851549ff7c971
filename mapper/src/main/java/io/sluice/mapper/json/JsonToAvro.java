package io.sluice.mapper.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.LenientSchemas;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Turns JSON texts into data of one Avro schema. Used by one thread.
 *
 * <ul>
 *   <li>Fields are found by name or alias, in any order. A missing one has its default, or null
 *       where the schema allows that.
 *   <li>A union's branch is the one that the value looks like; there is no Avro-style tag.
 *   <li>Numbers must fit; 1.0 is an integer, "1" is none.
 *   <li>Bytes and fixed are base64; a decimal is a number, or a string that holds one.
 *   <li>A time is the number that Avro holds, or a text of ISO 8601, a timestamp with its offset.
 * </ul>
 */
public final class JsonToAvro {
  private final JsonFactory json =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
  private final ReadState state = new ReadState();
  private final LastingParser lasting = new LastingParser(json, state);
  private final ValueEncoder encoder;

  /**
   * Reads the schema.
   *
   * @throws IllegalArgumentException if a default in it is none of its field's type
   * @throws org.apache.avro.SchemaParseException if the text is no Avro schema
   */
  public JsonToAvro(String schema, UnknownFields unknownFields) {
    this.encoder = new EncoderCompiler(unknownFields).compile(LenientSchemas.parse(schema));
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
    if (text.hasArray()) {
      bytes = text.array();
      offset = text.arrayOffset() + text.position();
    } else {
      bytes = new byte[text.remaining()];
      text.get(text.position(), bytes);
      offset = 0;
    }
    try {
      state.clear();
      if (!lasting.encode(bytes, offset, text.remaining(), encoder, out)) {
        state.clear();
        encodeAlone(bytes, offset, text.remaining(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reading bytes in memory does no input or output", e);
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
}
