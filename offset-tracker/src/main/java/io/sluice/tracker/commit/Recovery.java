package io.sluice.tracker.commit;

import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * Publishes the head. Every process that plans or appends starts here, so only the head can be
 * unpublished, and recovery checks a single entry.
 */
public final class Recovery {
  private final Ledger ledger;
  private final Publisher publisher;

  public Recovery(Ledger ledger, Publisher publisher) {
    this.ledger = ledger;
    this.publisher = publisher;
  }

  /**
   * Reads the head, and publishes it if it is not published.
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
