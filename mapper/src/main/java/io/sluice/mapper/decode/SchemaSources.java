package io.sluice.mapper.decode;

import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.mapper.registry.TopicSchemas.Unasked;

/**
 * The places where schemas and decoders come from.
 *
 * @param registry one per task
 * @param classes where users' decoders are looked for
 * @param unasked what becomes of records whose schema nobody asks for any more
 */
public record SchemaSources(
    RegistrySchemas registry, SchemaFiles files, ClassLoader classes, Unasked unasked) {

  /** For records that wait because their schema is not requested any more. */
  public SchemaSources(RegistrySchemas registry, SchemaFiles files, ClassLoader classes) {
    this(registry, files, classes, Unasked.WAITS);
  }

  /** The same with records that wait, or are bad. */
  SchemaSources where(Unasked records) {
    return new SchemaSources(registry, files, classes, records);
  }

  /** The text of the schema file of options that must name one. */
  String schema(DecoderOptions options) throws java.io.IOException {
    return files.text(
        options
            .schemaFile()
            .orElseThrow(() -> new IllegalArgumentException(options.withoutSchema())));
  }
}
