package io.sluice.records;

import org.apache.avro.Schema;

/**
 * The schema with which a body was written. It is compared by identity: producers of records use
 * the same object as long as the schema is the same, and consumers cache their results for it.
 */
public final class WriterSchema {
  private final Schema schema;
  private final String text;
  private final String id;

  private WriterSchema(Schema schema, String text, String id) {
    this.schema = schema;
    this.text = text;
    this.id = id;
  }

  /**
   * Parses a schema. This is expensive; keep the result.
   *
   * @param text Avro schema as JSON
   * @param id name of the schema at its source, empty if it has none
   * @throws org.apache.avro.SchemaParseException if the text is not an Avro schema
   */
  public static WriterSchema parse(String text, String id) {
    return new WriterSchema(LenientSchemas.parse(text), text, id);
  }

  public Schema schema() {
    return schema;
  }

  public String text() {
    return text;
  }

  public String id() {
    return id;
  }

  @Override
  public String toString() {
    return schema.getFullName() + (id.isEmpty() ? "" : " (schema id " + id + ")");
  }
}
