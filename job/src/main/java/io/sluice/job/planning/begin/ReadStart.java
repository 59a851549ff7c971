package io.sluice.job.planning.begin;

import io.sluice.job.planning.work.Demand.Cutting;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import java.util.List;

/**
 * The start of reading in one Kafka partition that is not held.
 *
 * @param before the ledger's offset, or the start offset of one that is new to the ledger
 * @param start first offset to read; {@code gaps} cover the offsets before it
 * @param ledgerEpoch leader epoch of the last record covered
 * @param served version that last moved the offset, 0 if none has
 * @param watermark of the ledger
 */
public record ReadStart(
    KafkaPartition kafkaPartition,
    Standing standing,
    long before,
    long start,
    LogBounds bounds,
    int ledgerEpoch,
    int generation,
    long served,
    long watermark,
    Cutting cutting,
    List<Gap> gaps) {

  /** States whether the ledger has offsets of the Kafka partition. */
  public enum Standing {
    KNOWN,
    NEW
  }

  public String topic() {
    return kafkaPartition.topic();
  }

  /** The offset after the last one that may be read now. */
  public long end() {
    return Math.max(start, bounds.stable());
  }

  /** The same, with an earlier end. */
  public ReadStart upTo(long end) {
    LogBounds nearer =
        new LogBounds(
            bounds.earliest(), bounds.logEnd(), Math.min(bounds.stable(), Math.max(start, end)));
    return new ReadStart(
        kafkaPartition,
        standing,
        before,
        start,
        nearer,
        ledgerEpoch,
        generation,
        served,
        watermark,
        cutting,
        gaps);
  }

  public boolean hasWork() {
    return start < end();
  }

  /** Returns whether there is nothing to read, and no open transaction. */
  public boolean isIdle() {
    return !hasWork() && start >= bounds.logEnd();
  }

  public long lag() {
    return Math.max(0, bounds.last() - start);
  }

  /**
   * The epoch to seek with. After a gap there is none: the ledger's epoch ended before the start,
   * and the client would take this for a truncation.
   */
  public int seekEpoch() {
    return start == before ? ledgerEpoch : LeaderEpoch.UNKNOWN;
  }
}
