package io.sluice.tracker.offset;

/**
 * Leader epochs are plain {@code int}s, since there is one per record; this names the one that is
 * none.
 */
public final class LeaderEpoch {
  /** The epoch is not known: the record format is too old to carry one, or nothing was read. */
  public static final int UNKNOWN = -1;

  private LeaderEpoch() {}
}
