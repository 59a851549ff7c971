package io.sluice.tracker.offset;

/**
 * Offsets of one Kafka partition that hold no record for us. Exact if {@code count} is {@code end -
 * start}; otherwise {@code count} offsets of one kind lie somewhere within {@code [start, end)},
 * since a compacted topic has too many to name each.
 *
 * @param count at least 1, at most {@code end - start}
 */
public record Gap(Kind kind, long start, long end, long count) {
  /** The reason why an offset holds no record for us. */
  public enum Kind {
    /**
     * Compacted away, a transaction marker, or aborted; the reader cannot always distinguish them.
     */
    ABSENT,
    /** A record with a null value, where tombstones are counted and not landed. */
    TOMBSTONE,
    /** Dropped by a record filter of the user. */
    FILTERED,
    /** Expired in Kafka before it was read, or skipped by a person. */
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
