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
            + " the whole state directory as it was last, then check it with 'verify'.");
  }

  /** A version was marked published by something that is no checksum of an entry. */
  static LedgerSetBackException damagedMark(String mark, StoredEntry entry) {
    return new LedgerSetBackException(
        "Cannot publish version %d: its mark %s holds no checksum, so it is damaged. Nothing was moved or deleted. Restore it from a backup, or delete it: the next run looks for the files of that version and marks it again. Then check them with 'verify'."
            .formatted(entry.version(), mark));
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
            + " last. If later entries are gone for good, move what is named by a number greater than "
            + head
            + " away from published, digests, runs and each directory of after in the state"
            + " directory: topics of which something has landed since are then held, the others go"
            + " on.");
  }
}
