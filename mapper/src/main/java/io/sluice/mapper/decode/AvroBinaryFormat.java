package io.sluice.mapper.decode;

import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import java.io.IOException;

/** Avro binary of the schema in {@code schema.file}, handed on as it is. */
final class AvroBinaryFormat implements ValueFormat {
  @Override
  public String name() {
    return "avro";
  }

  @Override
  public boolean hasLines() {
    return false;
  }

  @Override
  public SchemaFile schemaFile() {
    return SchemaFile.REQUIRED;
  }

  @Override
  public Decoder decoder(DecoderOptions options, SchemaSources sources) throws IOException {
    String schema = sources.schema(options);
    DecodedBody decoded = new DecodedBody();
    return (at, value) -> decoded.with(schema, "", value);
  }
}
