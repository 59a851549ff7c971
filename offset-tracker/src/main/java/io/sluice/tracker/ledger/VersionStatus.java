package io.sluice.tracker.ledger;

/** The state of a version in the ledger. */
public sealed interface VersionStatus {
  /** Nothing; a put that was sent earlier may still arrive. */
  record Vacant() implements VersionStatus {}

  /** An entry that the chain from the head reaches. */
  record Counts(StoredEntry entry) implements VersionStatus {}

  /**
   * The ledger has gone on and let go of this version; what stands there, if anything, says
   * nothing.
   */
  record OffChain(String why) implements VersionStatus {}
}
