package io.sluice.proof.simulation.log;

/**
 * The item at one offset of a log.
 *
 * @param serial names it among all that was ever written
 * @param epoch {@link io.sluice.tracker.offset.LeaderEpoch#UNKNOWN} in the old message format
 * @param writtenAt epoch millis
 * @param previous serial of what stood before it when it was written, 0 at the beginning of a log
 */
public record LogItem(
    long serial, long previous, long offset, int epoch, long writtenAt, Kind kind) {
  private static final long LATE = 3_600_000;

  /** Content of an item, as a reader finds it. */
  public enum Kind {
    RECORD,
    /** Cannot be decoded. */
    BAD,
    TOMBSTONE,
    /** A transaction's marker, an aborted record, or one that compaction took away. */
    HOLE
  }

  /** Epoch millis; some producers send late. */
  public long eventTime() {
    return serial / 4 % 2 == 0 ? writtenAt - LATE : writtenAt;
  }

  LogItem as(Kind other) {
    return new LogItem(serial, previous, offset, epoch, writtenAt, other);
  }
}
