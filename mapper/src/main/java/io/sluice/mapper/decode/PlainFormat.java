package io.sluice.mapper.decode;

import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import io.sluice.records.value.Utf8;
import java.nio.ByteBuffer;

/**
 * Values without structure: text, bytes, or not to be looked at.
 *
 * @param schema as JSON text
 */
record PlainFormat(String name, String schema, Encoding encoding) implements ValueFormat {
  /** Text in UTF-8. */
  static final PlainFormat STRING = new PlainFormat("string", "\"string\"", PlainFormat::text);

  /** Bytes as they are. */
  static final PlainFormat BYTES =
      new PlainFormat("bytes", "\"bytes\"", (value, out) -> out.writeBytes(value));

  /** Values are not looked at. */
  static final PlainFormat NONE = new PlainFormat("none", "\"null\"", (value, out) -> {});

  /** Writes a value as a datum of the schema. */
  interface Encoding {
    void encode(ByteBuffer value, AvroBuffer out) throws BadRecordException;
  }

  private static void text(ByteBuffer value, AvroBuffer out) throws BadRecordException {
    if (!Utf8.isText(value)) {
      throw new BadRecordException(
          "string-not-utf8", "The value is no text in UTF-8. Is value.format right?");
    }
    out.writeBytes(value);
  }

  @Override
  public boolean hasLines() {
    return !schema.equals(NONE.schema);
  }

  @Override
  public SchemaFile schemaFile() {
    return SchemaFile.REFUSED;
  }

  @Override
  public Decoder decoder(DecoderOptions options, SchemaSources sources) {
    AvroBuffer body = new AvroBuffer();
    DecodedBody decoded = new DecodedBody();
    return (at, value) -> {
      body.clear();
      encoding.encode(value, body);
      return decoded.with(schema, "", body.view());
    };
  }

  @Override
  public ValueSchemas.Answer newest(DecoderOptions options, SchemaSources sources, String topic) {
    return new ValueSchemas.Known(schema);
  }
}
