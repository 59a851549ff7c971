package io.sluice.tracker.ledger;

import io.sluice.tracker.json.UnreadableStateException;

/**
 * The ledger is older than what else stands in its state directory: a part of the directory was
 * restored, and the rest was not.
 */
public final class LedgerSetBackException extends UnreadableStateException {
  private static final long serialVersionUID = 1;

  private LedgerSetBackException(String message) {
    super(message);
  }

  /** A version was marked published for an entry that is not the one that stands there. */
  static LedgerSetBackException otherMark(String mark, StoredEntry entry) {
    return new LedgerSetBackException(
        "Cannot publish version "
            + entry.version()
            + ": its mark "
            + mark
            + " was made for another entry, so the ledger was set back: its directory was restored"
            + " older than the rest of the state directory. Nothing was moved or deleted. Restore"
            + " the whole state directory as it was last, then check it with the verb verify.");
  }

  /** Something stands there that is written only once the ledger has reached a later version. */
  public static LedgerSetBackException ahead(String path, long head) {
    return new LedgerSetBackException(
        "Cannot go on with the ledger, whose last version is "
            + head
            + ": "
            + path
            + " is of a later version, so the ledger was set back: its directory was restored older"
            + " than the rest of the state directory. Restore the whole state directory as it was"
            + " last. If later entries are gone for good, move "
            + path
            + " and what is of later versions beside it away: topics of which something has landed"
            + " since are then held, the others go on.");
  }
}
