package io.sluice.records;

import org.apache.avro.Schema;

/**
 * The schema with which a body was written. Compared by identity: whoever makes records gives the
 * same object while the schema is the same, and whoever takes them keeps what it worked out for it.
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
   * Parses a schema anew, which costs; keep the result.
   *
   * @param text Avro schema as JSON
   * @param id what names it where it comes from, empty if nothing does
   * @throws org.apache.avro.SchemaParseException if the text is no Avro schema
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
