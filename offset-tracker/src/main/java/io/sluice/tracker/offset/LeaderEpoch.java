package io.sluice.tracker.offset;

/**
 * Leader epochs are plain {@code int}s, because there is one per record. This class names the
 * unknown one.
 */
public final class LeaderEpoch {
  /** The epoch is not known: the record format is too old to carry one, or nothing was read. */
  public static final int UNKNOWN = -1;

  private LeaderEpoch() {}
}
