package io.sluice.tracker.ledger;

/** The state of a version in the ledger. */
public sealed interface Standing {
  /** Nothing; a put that was sent earlier may still arrive. */
  record Nobody() implements Standing {}

  /** An entry that the chain from the head reaches. */
  record Counts(StoredEntry entry) implements Standing {}

  /**
   * The ledger has gone on and let go of this version; what stands there, if anything, says
   * nothing.
   */
  record LeftTheChain(String why) implements Standing {}
}
