package io.sluice.records.api;

import java.nio.ByteBuffer;

/**
 * The body that a {@link Decoder} makes of a value: one datum in Avro binary, and its schema. A
 * decoder may return the same object for each record.
 */
public final class DecodedBody {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private String schema = "";
  private String schemaId = "";
  private ByteBuffer bytes = EMPTY;

  /** A new object. */
  public static DecodedBody of(String schema, ByteBuffer bytes) {
    return new DecodedBody().with(schema, "", bytes);
  }

  /**
   * This object, which is the body of the next record.
   *
   * @param newSchema Avro schema as JSON text with which the body is written. Pass the same object
   *     as long as the schema is the same: a new object is parsed again
   * @param newId name of the schema at its source, such as its ID in the registry; empty if it has
   *     none
   * @param newBytes one datum in Avro binary between position and limit; it is consumed before the
   *     next record is decoded, so the buffer may be reused
   */
  public DecodedBody with(String newSchema, String newId, ByteBuffer newBytes) {
    schema = newSchema;
    schemaId = newId;
    bytes = newBytes;
    return this;
  }

  /** Avro schema as JSON text. */
  public String schema() {
    return schema;
  }

  /** Name of the schema at its source; empty if it has none. */
  public String schemaId() {
    return schemaId;
  }

  /** One datum in Avro binary between position and limit. */
  public ByteBuffer bytes() {
    return bytes;
  }
}
