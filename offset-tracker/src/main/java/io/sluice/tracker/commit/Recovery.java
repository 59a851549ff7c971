package io.sluice.tracker.commit;

import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * The head first: whoever plans or appends begins here, so that at most one entry is unpublished,
 * the head, and recovery looks at one entry.
 */
public final class Recovery {
  private final Ledger ledger;
  private final Publisher publisher;

  public Recovery(Ledger ledger, Publisher publisher) {
    this.ledger = ledger;
    this.publisher = publisher;
  }

  /**
   * Reads the head and publishes it where that was left undone.
   *
   * @return the head, published; empty for an empty ledger
   */
  public Optional<StoredEntry> recover() throws IOException {
    Optional<StoredEntry> head = ledger.head();
    if (head.isPresent()) {
      publisher.publish(head.get());
    }
    return head;
  }
}
