package io.sluice.mapper.decode;

import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Decoder;
import io.sluice.records.value.Utf8;
import java.nio.ByteBuffer;

/** Values without structure: text, bytes, or not to be looked at. */
enum PlainDecoder {
  STRING("\"string\"") {
    @Override
    void encode(ByteBuffer value, AvroBuffer out) throws BadRecordException {
      if (!Utf8.isText(value)) {
        throw new BadRecordException(
            "string-not-utf8", "The value is no text in UTF-8. Is value.format right?");
      }
      out.writeBytes(value);
    }
  },
  BYTES("\"bytes\"") {
    @Override
    void encode(ByteBuffer value, AvroBuffer out) {
      out.writeBytes(value);
    }
  },
  NONE("\"null\"") {
    @Override
    void encode(ByteBuffer value, AvroBuffer out) {}
  };

  private final String schema;

  PlainDecoder(String schema) {
    this.schema = schema;
  }

  abstract void encode(ByteBuffer value, AvroBuffer out) throws BadRecordException;

  /** As JSON text. */
  String schema() {
    return schema;
  }

  /** A decoder with a buffer of its own. */
  Decoder decoder() {
    AvroBuffer body = new AvroBuffer();
    return (at, value, sink) -> {
      body.clear();
      encode(value, body);
      sink.accept(schema, "", body.view());
    };
  }
}
