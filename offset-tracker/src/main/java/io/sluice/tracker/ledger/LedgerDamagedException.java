package io.sluice.tracker.ledger;

import io.sluice.tracker.json.UnreadableStateException;

/** The ledger is not what its writers wrote. A person must restore it. */
public final class LedgerDamagedException extends UnreadableStateException {
  private static final long serialVersionUID = 1;

  LedgerDamagedException(String path, String why) {
    super(
        "Cannot use ledger entry "
            + path
            + ": "
            + why
            + ". Restore the state directory, then check it with the verb verify.");
  }
}
