package io.sluice.records.api;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The coordinates of a record in Kafka, and its other attributes there. The object is reused for
 * the next record: copy what you need, and do not keep the object or its buffers.
 */
public interface Coordinates {
  /** The value of {@link #timestamp()} in a record that has none. */
  long NO_TIMESTAMP = -1;

  String topic();

  int kafkaPartition();

  long offset();

  /** Epoch millis; {@link #NO_TIMESTAMP} if the record has none. */
  long timestamp();

  TimestampType timestampType();

  boolean hasKey();

  /**
   * The key's bytes between position and limit, empty without a key. Readers must not move them.
   */
  ByteBuffer key();

  /** The headers in the record's order; created on demand. */
  List<Header> headers();
}
