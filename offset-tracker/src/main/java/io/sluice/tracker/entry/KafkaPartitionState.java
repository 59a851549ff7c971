package io.sluice.tracker.entry;

import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.LeaderEpoch;
import java.util.List;

/**
 * The state of one Kafka partition, and its changes by the entry.
 *
 * @param before next offset to read before the entry
 * @param after next offset to read after it; smaller than {@code before} only in a reset or import
 * @param leaderEpoch of the last record covered, {@link LeaderEpoch#UNKNOWN} if not known
 * @param generation raised by each reset
 * @param watermark epoch millis, {@link #NO_WATERMARK} if none; never moves back within a
 *     generation
 * @param served version of the entry that last moved the offset, 0 if none has
 * @param records landed in data files by this entry
 * @param quarantined by this entry
 * @param gaps of this entry
 */
public record KafkaPartitionState(
    int number,
    long before,
    long after,
    int leaderEpoch,
    int generation,
    long watermark,
    long served,
    long records,
    long quarantined,
    List<Gap> gaps) {
  public static final long NO_WATERMARK = -1;

  public KafkaPartitionState {
    gaps = List.copyOf(gaps);
  }

  /** The same state, carried by a later entry that does not touch it. */
  public KafkaPartitionState carried() {
    return new KafkaPartitionState(
        number, after, after, leaderEpoch, generation, watermark, served, 0, 0, List.of());
  }

  /**
   * The next generation, which reads from {@code from} on. {@code served} is 0: nothing of it was
   * read, so its epoch is not known yet.
   */
  public KafkaPartitionState nextGeneration(long from) {
    return new KafkaPartitionState(
        number, after, from, LeaderEpoch.UNKNOWN, generation + 1, NO_WATERMARK, 0, 0, 0, List.of());
  }

  /** Offsets that this entry says something of; {@code after - before} in an ingest entry. */
  public long accounted() {
    return records + quarantined + gaps.stream().mapToLong(Gap::count).sum();
  }
}
