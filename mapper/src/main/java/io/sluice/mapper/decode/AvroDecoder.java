package io.sluice.mapper.decode;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Avro binary of one schema, handed on as it is. */
final class AvroDecoder implements Decoder {
  private final String schema;

  AvroDecoder(String schema) {
    this.schema = schema;
  }

  @Override
  public void decode(Coordinates at, ByteBuffer value, Sink sink)
      throws BadRecordException, IOException {
    sink.accept(schema, "", value);
  }
}
