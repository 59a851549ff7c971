package io.sluice.mapper.kafka;

import io.sluice.records.ReadItem;
import java.io.IOException;

/**
 * The stream that one task reads, in the order of {@link ReadItem}. Used by one thread.
 *
 * <p>Of each piece it says in the {@link io.sluice.records.PieceEnd} how far it came: the position
 * of the reader, which passes transaction markers and compacted offsets, never "the last record's
 * offset".
 */
public interface RangeReader extends AutoCloseable {

  /**
   * Moves to the next item.
   *
   * @return whether there is one
   * @throws IOException if the attempt should be tried again
   */
  boolean advance() throws IOException;

  /** The item that {@link #advance} has moved to; a record is valid until the next call of it. */
  ReadItem item();

  /**
   * Part of all planned offsets that is behind the reader, 0 to 1. Cheap: MapReduce asks per
   * record.
   */
  float progress();

  @Override
  void close();
}
