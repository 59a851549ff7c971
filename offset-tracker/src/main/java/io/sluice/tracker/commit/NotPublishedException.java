package io.sluice.tracker.commit;

import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;

/** An entry counts and its files cannot be brought to their place now. */
public final class NotPublishedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient StoredEntry entry;
  private final String message;

  NotPublishedException(StoredEntry entry, String why, String whatToDo) {
    this.entry = entry;
    this.message = "Cannot publish version " + entry.version() + ": " + why + ". " + whatToDo;
  }

  public StoredEntry entry() {
    return entry;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
