package io.sluice.mapper.kafka;

import io.sluice.records.ReadItem;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * The stream that one task reads, in the order of {@link ReadItem}. Used by one thread.
 *
 * <p>Of each piece it says in the {@link io.sluice.records.PieceEnd} how far it came: the position
 * of the reader, which passes transaction markers and compacted offsets, never "the last record's
 * offset".
 */
public interface RangeReader extends AutoCloseable {

  /** The attempts of the task before this one, and what this one leaves for later ones. */
  interface Attempts {
    /** Nothing is known of others, and nobody will ask for this one. */
    Attempts NONE =
        new Attempts() {
          @Override
          public boolean areNoted() {
            return false;
          }

          @Override
          public OptionalLong diedAt(KafkaPartition of) {
            return OptionalLong.empty();
          }

          @Override
          public boolean readsOnAt(KafkaPartition of) {
            return false;
          }

          @Override
          public void reads(KafkaPartition of, long offset) {}
        };

    /** Whether ranges are to be read one by one, each position noted before its poll. */
    boolean areNoted();

    /** The position of an earlier attempt that died while it read that Kafka partition. */
    OptionalLong diedAt(KafkaPartition of);

    /** Whether this attempt reads on there, record by record, so that the very offset is known. */
    boolean readsOnAt(KafkaPartition of);

    /** The attempt is about to read from there. */
    void reads(KafkaPartition of, long offset);
  }

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
