package io.sluice.job.planning.begin;

/**
 * Bounds of a log, queried in this order.
 *
 * @param earliest first offset that has not expired
 * @param logEnd including records of open transactions
 * @param stable end of the decided transactions; requested after {@code logEnd}, so that it is
 *     below it if and only if a transaction is open, however busy the log is
 */
public record LogBounds(long earliest, long logEnd, long stable) {
  public long last() {
    return Math.max(logEnd, stable);
  }
}
