package io.sluice.mapper.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * Limits of a task's reading.
 *
 * @param deadline ranges that are not read by then end early
 * @param maxBytes keys, values and headers to read; the limit is looked at between polls
 * @param bytesPerSecond keys, values and headers, on the average
 * @param stallTimeout how long a range may make no progress before it ends early
 * @param largestRecord bytes of key, value and headers of one record that the task has the memory
 *     for
 */
public record ReadLimits(
    Instant deadline,
    long maxBytes,
    long bytesPerSecond,
    Duration stallTimeout,
    long largestRecord) {
  /** No limit of bytes. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /**
   * The memory that a record needs between Kafka and a file, as a multiple of its size:
   * decompressed, decoded, as a row and in the block of a file, each in a buffer that has grown by
   * doubling, and once more in the compressed block.
   */
  private static final long COPIES_OF_A_RECORD = 16;

  public ReadLimits {
    if (maxBytes < 1
        || bytesPerSecond < 1
        || largestRecord < 1
        || stallTimeout.isNegative()
        || stallTimeout.isZero()) {
      throw new IllegalArgumentException(
          "Not limits: " + maxBytes + ", " + bytesPerSecond + ", " + stallTimeout);
    }
  }

  /** Limits without a largest record. */
  public ReadLimits(Instant deadline, long maxBytes, long bytesPerSecond, Duration stallTimeout) {
    this(deadline, maxBytes, bytesPerSecond, stallTimeout, UNLIMITED);
  }

  /** The heap of a task with this largest record. */
  public static long heapBytes(long largestRecord) {
    return largestRecord * COPIES_OF_A_RECORD;
  }

  /** The same limits for a task with a given heap. */
  public ReadLimits within(long heapBytes) {
    return new ReadLimits(
        deadline,
        maxBytes,
        bytesPerSecond,
        stallTimeout,
        Math.max(1, heapBytes / COPIES_OF_A_RECORD));
  }
}
