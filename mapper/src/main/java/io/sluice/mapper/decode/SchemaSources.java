package io.sluice.mapper.decode;

import io.sluice.mapper.registry.RegistrySchemas;

/**
 * The places where schemas and decoders come from.
 *
 * @param classes where users' decoders are looked for
 */
public record SchemaSources(RegistrySchemas registry, SchemaFiles files, ClassLoader classes) {
  /** The text of the schema file of options that must name one. */
  String schema(DecoderOptions options) throws java.io.IOException {
    return files.text(
        options
            .schemaFile()
            .orElseThrow(() -> new IllegalArgumentException(options.withoutSchema())));
  }
}
