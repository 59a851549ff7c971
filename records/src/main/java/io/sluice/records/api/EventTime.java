package io.sluice.records.api;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Says when a record happened, which decides the time partition that it lands in; {@code
 * timestamp.extractor} names it.
 */
public interface EventTime {
  /**
   * Called once, before the first record.
   *
   * @param topic whose records will come
   * @param settings the ingestion's settings as they hold for this topic, by key; without secrets
   * @throws IllegalArgumentException if a setting is wrong: the message is shown to the user
   */
  default void open(String topic, Map<String, String> settings) {}

  /**
   * The record's time.
   *
   * @param schema Avro schema as JSON text with which the body is written; the same object while
   *     the schema is the same
   * @param body one datum in Avro binary between position and limit, which it leaves as they are
   * @param at where the record stood; used again for the next one
   * @return epoch millis
   * @throws BadRecordException if it has no time or none that can be read: it goes to quarantine,
   *     and never into the present hour
   */
  long millis(String schema, ByteBuffer body, Coordinates at) throws BadRecordException;
}
