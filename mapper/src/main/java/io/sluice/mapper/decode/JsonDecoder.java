package io.sluice.mapper.decode;

import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.JsonToAvro;
import io.sluice.mapper.json.value.JsonRules;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.nio.ByteBuffer;

/** JSON texts, led by an Avro schema. */
final class JsonDecoder implements Decoder {
  private final String schema;
  private final JsonToAvro encoder;
  private final AvroBuffer body = new AvroBuffer();

  JsonDecoder(String schema, JsonRules rules) {
    this.schema = schema;
    this.encoder = new JsonToAvro(schema, rules);
  }

  @Override
  public void decode(Coordinates at, ByteBuffer value, Sink sink)
      throws BadRecordException, IOException {
    body.clear();
    encoder.encode(value, body);
    sink.accept(schema, "", body.view());
  }
}
