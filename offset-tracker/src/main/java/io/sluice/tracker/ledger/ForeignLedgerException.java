package io.sluice.tracker.ledger;

import io.sluice.tracker.json.UnreadableStateException;

/** The state directory belongs to another ingestion. */
public final class ForeignLedgerException extends UnreadableStateException {
  private static final long serialVersionUID = 1;

  ForeignLedgerException(String stateDirectory, String ingestion, String owner) {
    super(
        "Cannot use state directory "
            + stateDirectory
            + " for ingestion '"
            + ingestion
            + "': its ledger is that of ingestion '"
            + owner
            + "'. Set name="
            + owner
            + ", or another state.dir.");
  }
}
