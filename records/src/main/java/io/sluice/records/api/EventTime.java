package io.sluice.records.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Extracts the time of a record, which decides its time partition. {@code timestamp.extractor}
 * names the class.
 */
public interface EventTime {
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
   * The record's time.
   *
   * @param schema Avro schema as JSON text with which the body is written; the same object while
   *     the schema is the same
   * @param body one datum in Avro binary between position and limit, which must not be moved
   * @param at position of the record; reused for the next record
   * @return epoch millis
   * @throws BadRecordException if it has no valid time: it goes to quarantine, and never to the
   *     current hour
   * @throws IOException if a required resource cannot be reached now: the range of the Kafka
   *     partition ends before this record, and the next run continues there. The task goes on
   */
  long millis(String schema, ByteBuffer body, Coordinates at)
      throws BadRecordException, IOException;
}
