package io.sluice.tracker.commit;

import io.sluice.tracker.decision.UnlandedRange;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.FirstLine;
import java.io.IOException;
import java.util.List;

/** Outcome of a run. A reported outcome stays true. */
public sealed interface RunOutcome {
  /**
   * This run's entry counts and is published.
   *
   * @param left ranges that were planned and not landed
   */
  record Landed(StoredEntry entry, List<UnlandedRange> left) implements RunOutcome {
    public Landed {
      left = List.copyOf(left);
    }
  }

  /** No entry was needed, and no other process can have put one for this run. */
  record NothingToCommit() implements RunOutcome {}

  /**
   * A fence closes the version for this run: it committed nothing and never will.
   *
   * @param left the planned ranges, with the reasons if known
   */
  record CommittedNothing(StoredEntry fence, List<UnlandedRange> left) implements RunOutcome {
    public CommittedNothing {
      left = List.copyOf(left);
    }
  }

  /** Another run's entry or fence, a reset or an import stands at this run's version. */
  record AnotherWon(StoredEntry entry) implements RunOutcome {}

  /**
   * This run's entry counts, and not all its files are in their final places. The next run
   * continues.
   */
  record NotPublished(StoredEntry entry, String why) implements RunOutcome {}

  /** The outcome is not known. Nothing is lost; the next run finds out. */
  record NotKnown(String why) implements RunOutcome {
    /** A message of Sluice is kept whole, because it ends with the remedy. */
    static NotKnown after(IOException e) {
      return new NotKnown(
          e instanceof UnreadableStateException own ? own.getMessage() : FirstLine.said(e));
    }
  }
}
