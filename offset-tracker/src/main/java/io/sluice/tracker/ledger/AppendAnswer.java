package io.sluice.tracker.ledger;

import java.util.Optional;

/** Outcome of an append at {@code base + 1}. */
public sealed interface AppendAnswer {
  /** The entry that stands there and counts, if it is of the one that appends. */
  default Optional<StoredEntry> own() {
    return Optional.empty();
  }

  /** It stands there and counts, put by this call. */
  record Committed(StoredEntry entry) implements AppendAnswer {
    @Override
    public Optional<StoredEntry> own() {
      return Optional.of(entry);
    }
  }

  /** An entry of this run stands there, perhaps another than was put: it is the truth. */
  record AlreadyCommitted(StoredEntry entry) implements AppendAnswer {
    @Override
    public Optional<StoredEntry> own() {
      return Optional.of(entry);
    }
  }

  /** A fence stands there: this run has committed nothing and never will. */
  record Fenced(StoredEntry fence) implements AppendAnswer {}

  /** Another run's entry, a reset or an import stands there: this run has lost. */
  record Conflict(StoredEntry entry) implements AppendAnswer {}

  /** Nothing can be said: the store did not answer in time, or the version has left the chain. */
  record Unknown(String why) implements AppendAnswer {}
}
