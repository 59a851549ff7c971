package io.sluice.mapper.decode;

import io.sluice.records.api.Decoder;
import java.io.IOException;

/** A format of values: the one place that knows how they are decoded and what schema they have. */
public interface ValueFormat {
  /** The value of the key {@code value.format}. */
  String name();

  /** Whether {@code schema.file} has a say. */
  SchemaFile schemaFile();

  /** Whether it reads schemas from a registry. */
  default boolean asksRegistry() {
    return false;
  }

  /** The part that {@code schema.file} has in a format. */
  enum SchemaFile {
    /** Values have a schema of their own. */
    REFUSED,
    /** It may name the schema. */
    ALLOWED,
    /** It names the schema. */
    REQUIRED,
    /** It names the schema of values that land as columns; those that land as lines need none. */
    REQUIRED_FOR_COLUMNS
  }

  /** Whether a value may be a string or bytes, which lands as a line of text. */
  boolean hasLines();

  /**
   * A decoder for one topic, which is not open yet.
   *
   * @throws IOException if something that it needs cannot be reached
   * @throws IllegalArgumentException if a setting is wrong
   */
  Decoder decoder(DecoderOptions options, SchemaSources sources) throws IOException;

  /**
   * The newest schema of a topic's values.
   *
   * @throws IOException if the registry or the file cannot be read now
   */
  default ValueSchemas.Answer newest(DecoderOptions options, SchemaSources sources, String topic)
      throws IOException {
    return options.schemaFile().isPresent()
        ? new ValueSchemas.Known(sources.files().text(options.schemaFile().get()))
        : new ValueSchemas.Unknown(
            "Cannot land topic '"
                + topic
                + "': nothing says what schema the values of "
                + name()
                + " have. Set schema.file.");
  }
}
