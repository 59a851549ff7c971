package io.sluice.records.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Makes Avro binary of the bytes that a topic holds; {@code value.format} names it.
 *
 * <p>Tombstones do not come here.
 */
public interface Decoder extends AutoCloseable {
  /**
   * Called once, before the first record.
   *
   * @param topic whose records will come
   * @param settings the ingestion's settings as they hold for this topic, by key; without secrets
   * @throws IOException if something that it needs cannot be reached: the attempt is tried again
   * @throws IllegalArgumentException if a setting is wrong: the message is shown to the user
   */
  default void open(String topic, Map<String, String> settings) throws IOException {}

  /**
   * Hands exactly one record to the sink, or throws.
   *
   * @param at where the record stood; used again for the next one
   * @param value between position and limit, which it may move; used again for the next record
   * @throws BadRecordException if no try will ever decode it: it goes to quarantine
   * @throws IOException if something that it needs cannot be reached: the attempt is tried again
   */
  void decode(Coordinates at, ByteBuffer value, Sink sink) throws BadRecordException, IOException;

  @Override
  default void close() throws IOException {}

  /** Takes what was decoded. */
  interface Sink {
    /**
     * Takes the record; called once per {@link Decoder#decode}.
     *
     * @param schema Avro schema as JSON text with which the body is written. Give the same object
     *     while it is the same schema: a new object is parsed anew
     * @param schemaId what names this schema where it comes from, such as a registry's id; empty if
     *     nothing does
     * @param body one datum in Avro binary between position and limit; it is consumed before this
     *     returns, so the buffer may be used again
     */
    void accept(String schema, String schemaId, ByteBuffer body)
        throws BadRecordException, IOException;
  }
}
