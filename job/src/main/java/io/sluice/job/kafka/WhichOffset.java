package io.sluice.job.kafka;

/** An offset of a log that one may ask for. */
public sealed interface WhichOffset {

  /** The two ends of a log. */
  enum Edge implements WhichOffset {
    /** The first offset that has not expired. */
    EARLIEST,
    /** The log's end, with the records of transactions that are still open. */
    LOG_END,
    /** The last stable offset: below it each transaction is decided. */
    LAST_STABLE
  }

  /**
   * The first record whose timestamp is at least this; {@link #NONE} if there is none.
   *
   * @param millis epoch millis
   */
  record FirstSince(long millis) implements WhichOffset {
    public static final long NONE = -1;
  }
}
