package io.sluice.mapper.decode;

import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.JsonLine;
import io.sluice.mapper.json.JsonToAvro;
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import java.io.IOException;

/**
 * JSON texts: led by the Avro schema in {@code schema.file}, or without one as the text that they
 * are, on one line.
 */
final class JsonFormat implements ValueFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public boolean hasLines() {
    return true;
  }

  @Override
  public SchemaFile schemaFile() {
    return SchemaFile.REQUIRED_FOR_COLUMNS;
  }

  @Override
  public Decoder decoder(DecoderOptions options, SchemaSources sources) throws IOException {
    if (options.schemaFile().isEmpty()) {
      return line();
    }
    String schema = sources.schema(options);
    JsonToAvro encoder = new JsonToAvro(schema, options.jsonRules());
    AvroBuffer body = new AvroBuffer();
    DecodedBody decoded = new DecodedBody();
    return (at, value) -> {
      body.clear();
      encoder.encode(value, body);
      return decoded.with(schema, "", body.view());
    };
  }

  private static Decoder line() {
    JsonLine line = new JsonLine();
    AvroBuffer body = new AvroBuffer();
    DecodedBody decoded = new DecodedBody();
    return (at, value) -> {
      body.clear();
      line.encode(value, body);
      return decoded.with(PlainFormat.STRING.schema(), "", body.view());
    };
  }

  @Override
  public ValueSchemas.Answer newest(DecoderOptions options, SchemaSources sources, String topic)
      throws IOException {
    return options.schemaFile().isPresent()
        ? ValueFormat.super.newest(options, sources, topic)
        : PlainFormat.STRING.newest(options, sources, topic);
  }
}
