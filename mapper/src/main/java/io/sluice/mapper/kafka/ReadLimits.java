package io.sluice.mapper.kafka;

import java.time.Duration;
import java.time.Instant;

/**
 * What ends or slows a task's reading.
 *
 * @param deadline ranges that are not read by then end early
 * @param maxBytes keys and values to read; the limit is looked at between polls
 * @param bytesPerSecond keys and values, on the average
 * @param stallTimeout how long a range may make no progress before it ends early
 */
public record ReadLimits(
    Instant deadline, long maxBytes, long bytesPerSecond, Duration stallTimeout) {
  /** Stands for bytes that are not limited. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  public ReadLimits {
    if (maxBytes < 1 || bytesPerSecond < 1 || stallTimeout.isNegative() || stallTimeout.isZero()) {
      throw new IllegalArgumentException(
          "Not limits: " + maxBytes + ", " + bytesPerSecond + ", " + stallTimeout);
    }
  }
}
