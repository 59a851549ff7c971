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
   * @throws IOException if a required resource cannot be reached: the topic is left to the next run
   * @throws IllegalArgumentException if a setting is wrong: the topic is left out, and the message
   *     is shown to the user
   */
  default void open(String topic, Map<String, String> settings) throws IOException {}

  /**
   * Decodes a value.
   *
   * @param at position of the record; reused for the next record
   * @param value between position and limit, which the decoder may move; reused for the next record
   * @return the body, which may share the buffer of the value
   * @throws BadRecordException if it can never be decoded: it goes to quarantine
   * @throws IOException if a required resource cannot be reached now: the range of the Kafka
   *     partition ends before this record, and the next run continues there. The task goes on
   */
  DecodedBody decode(Coordinates at, ByteBuffer value) throws BadRecordException, IOException;

  @Override
  default void close() throws IOException {}
}
