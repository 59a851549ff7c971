package io.sluice.tracker.offset;

/**
 * Offsets of one Kafka partition without a record to land. Exact if {@code count} is {@code end -
 * start}; otherwise {@code count} offsets of one kind are within {@code [start, end)}, because a
 * compacted topic has too many to list each.
 *
 * @param count at least 1, at most {@code end - start}
 */
public record Gap(Kind kind, long start, long end, long count) {
  /** The reason why there is no record to land at an offset. */
  public enum Kind {
    /** Compacted, a transaction marker, or aborted; the reader cannot always distinguish them. */
    ABSENT,
    /** A record with a null value, if tombstones are counted and not landed. */
    TOMBSTONE,
    /** Dropped by a record filter of the user. */
    FILTERED,
    /** Expired in Kafka before it was read, or skipped by an operator. */
    LOST
  }

  public Gap {
    if (start < 0 || count < 1 || count > end - start) {
      throw new IllegalArgumentException(
          "Not a gap: " + kind + " [" + start + ", " + end + "), count " + count);
    }
  }

  /** A gap that covers each offset of {@code [start, end)}. */
  public static Gap exact(Kind kind, long start, long end) {
    return new Gap(kind, start, end, end - start);
  }
}
