package io.sluice.tracker.ledger;

import io.sluice.tracker.json.UnreadableStateException;

/** The ledger is not what its writers wrote. A person must restore it. */
public final class LedgerDamagedException extends UnreadableStateException {
  private static final long serialVersionUID = 1;

  public LedgerDamagedException(String path, String why) {
    super(
        "Cannot use ledger entry "
            + path
            + ": "
            + why
            + ". Restore the state directory, then check it with 'verify'.");
  }

  private LedgerDamagedException(String message) {
    super(message);
  }

  /** An entry holds what only somebody else than Sluice can have written. */
  static LedgerDamagedException edited(String path, String why) {
    return new LedgerDamagedException(
        "Cannot use ledger entry "
            + path
            + ": "
            + why
            + ", so it was edited. Nothing was moved or deleted. Look who may write in the state"
            + " directory, restore it from a backup, then check it with 'verify'.");
  }

  /** The file with the ledger's ID is of another ledger than the entries. */
  public static LedgerDamagedException otherId(String path, String stored, String carried) {
    return new LedgerDamagedException(
        "Cannot use the ledger: its entries are of ledger "
            + carried
            + ", and "
            + path
            + " is of ledger "
            + stored
            + ", so parts of two state directories were mixed. Restore the whole state directory as"
            + " it was last. If only that file is wrong, move it away: the next run puts it again"
            + " as the entries say.");
  }
}
