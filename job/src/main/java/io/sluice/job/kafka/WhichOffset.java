package io.sluice.job.kafka;

/** An offset of a log that one may ask for. */
public enum WhichOffset {
  /** The first offset that has not expired. */
  EARLIEST,
  /** The log's end, with the records of transactions that are still open. */
  LOG_END,
  /** The last stable offset: below it each transaction is decided. */
  LAST_STABLE
}
