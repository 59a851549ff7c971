package io.sluice.records.api;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The coordinates of a record in Kafka, and its other attributes there. The object is used again
 * for the next record: keep what you need of it, never the object or its buffers.
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
   * The key's bytes between position and limit, empty without a key. Whoever reads leaves both as
   * they are.
   */
  ByteBuffer key();

  /** In the record's order; made when it is asked for. */
  List<Header> headers();
}
