package io.sluice.mapper.decode;

import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.JsonToAvro;
import io.sluice.records.api.Decoder;
import java.io.IOException;

/** JSON texts, led by the Avro schema in {@code schema.file}. */
final class JsonFormat implements ValueFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public SchemaFile schemaFile() {
    return SchemaFile.REQUIRED;
  }

  @Override
  public Decoder decoder(DecoderOptions options, SchemaSources sources) throws IOException {
    String schema = sources.schema(options);
    JsonToAvro encoder = new JsonToAvro(schema, options.jsonRules());
    AvroBuffer body = new AvroBuffer();
    return (at, value, sink) -> {
      body.clear();
      encoder.encode(value, body);
      sink.accept(schema, "", body.view());
    };
  }
}
