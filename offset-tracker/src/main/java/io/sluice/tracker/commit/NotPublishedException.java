package io.sluice.tracker.commit;

import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;

/** Thrown if an entry counts, and its files cannot be moved to their final places now. */
public final class NotPublishedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient StoredEntry entry;
  private final String message;

  NotPublishedException(StoredEntry entry, String why, String whatToDo) {
    this.entry = entry;
    this.message = "Cannot publish version " + entry.version() + ": " + why + ". " + whatToDo;
  }

  /** The version was marked for another entry: the message of the exception contains the remedy. */
  NotPublishedException(StoredEntry entry, LedgerSetBackException cause) {
    super(cause);
    this.entry = entry;
    this.message = String.valueOf(cause.getMessage());
  }

  public StoredEntry entry() {
    return entry;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
