package io.sluice.tracker.ledger;

import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.util.Optional;

/** Outcome of an append at {@code base + 1}. */
public sealed interface AppendAnswer {
  /** The entry that stands there and counts, if it is of the one that appends. */
  default Optional<StoredEntry> own() {
    return Optional.empty();
  }

  /**
   * Returns the entry that stands there and counts, if it is of the one that appends.
   *
   * @param action of the one that appends, as it stands behind "Cannot"
   */
  default StoredEntry ownOrThrow(String action) throws NotAppendedException {
    return own().orElseThrow(() -> new NotAppendedException(action, this));
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

  /** An entry was not appended, or it is not known whether it was. */
  final class NotAppendedException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean known;

    private NotAppendedException(String action, AppendAnswer answer) {
      super("Cannot " + action + ": " + reason(answer));
      known = !(answer instanceof Unknown);
    }

    /** Whether it is known that the entry was not appended. */
    public boolean isKnown() {
      return known;
    }

    private static String reason(AppendAnswer answer) {
      if (answer instanceof Unknown unknown) {
        return "it is not known whether the entry was appended ("
            + unknown.why()
            + "). Give the same command again: that does no harm if it was.";
      }
      StoredEntry other =
          answer instanceof Conflict conflict ? conflict.entry() : ((Fenced) answer).fence();
      return "version "
          + other.version()
          + " was appended by "
          + ForeignText.line(other.entry().runId())
          + " meanwhile. Give the same command again.";
    }
  }
}
