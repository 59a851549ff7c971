package io.sluice.mapper.kafka;

import io.sluice.records.ReadItem;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * The stream that one task reads, in the order of {@link ReadItem}. Used by one thread.
 *
 * <p>The {@link io.sluice.records.PieceEnd} of each piece contains the position of the reader,
 * which includes transaction markers and compacted offsets, and not the offset of the last record.
 */
public interface RangeReader extends AutoCloseable {

  /** Earlier attempts of the task, and the notes of this one for later attempts. */
  interface Attempts {
    /** No information about other attempts, and no notes. */
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

    /** Returns whether ranges must be read one by one, with each position noted before its poll. */
    boolean areNoted();

    /** The position of an earlier attempt that died while it read that Kafka partition. */
    OptionalLong diedAt(KafkaPartition of);

    /**
     * Returns whether this attempt continues there record by record, so that the exact offset is
     * known.
     */
    boolean readsOnAt(KafkaPartition of);

    /** Notes the position from which the attempt is about to read. */
    void reads(KafkaPartition of, long offset);
  }

  /**
   * Moves to the next item.
   *
   * @return whether there is one
   * @throws IOException if the attempt should be retried
   */
  boolean advance() throws IOException;

  /** The current item; a record is valid until the next call of {@link #advance}. */
  ReadItem item();

  /**
   * Fraction of the planned offsets that the reader has passed, 0 to 1. It is cheap, because
   * MapReduce calls it for each record.
   */
  float progress();

  @Override
  void close();
}
