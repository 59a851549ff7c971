package io.sluice.job.kafka;

/** An offset of a log that can be requested. */
public enum OffsetKind {
  /** The first offset that has not expired. */
  EARLIEST,
  /** The end of the log, including records of open transactions. */
  LOG_END,
  /** The last stable offset: below it each transaction is decided. */
  LAST_STABLE
}
