package io.sluice.records.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Decodes the values of a topic to Avro binary. {@code value.format} names the class.
 *
 * <p>It is not called for tombstones.
 */
public interface Decoder extends AutoCloseable {
  /**
   * Called once, before the first record.
   *
   * @param topic of the records
   * @param settings the settings that apply to this topic, by key, without secrets
   * @throws IOException if a required resource cannot be reached: the attempt is retried
   * @throws IllegalArgumentException if a setting is wrong: the message is shown to the user
   */
  default void open(String topic, Map<String, String> settings) throws IOException {}

  /**
   * Hands exactly one record to the sink, or throws.
   *
   * @param at position of the record; reused for the next record
   * @param value between position and limit, which the decoder may move; reused for the next record
   * @throws BadRecordException if it can never be decoded: it goes to quarantine
   * @throws IOException if a required resource cannot be reached: the attempt is retried
   */
  void decode(Coordinates at, ByteBuffer value, Sink sink) throws BadRecordException, IOException;

  @Override
  default void close() throws IOException {}

  /** Receives the decoded record. */
  interface Sink {
    /**
     * Receives the record; called once per {@link Decoder#decode}.
     *
     * @param schema Avro schema as JSON text with which the body is written. Pass the same object
     *     as long as the schema is the same: a new object is parsed again
     * @param schemaId name of the schema at its source, such as its ID in the registry; empty if it
     *     has none
     * @param body one datum in Avro binary between position and limit; it is consumed before this
     *     method returns, so the buffer may be reused
     */
    void accept(String schema, String schemaId, ByteBuffer body)
        throws BadRecordException, IOException;
  }
}
