package io.sluice.tracker.commit;

import io.sluice.tracker.decision.Left;
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
   * @param left planned and not landed by it
   */
  record Landed(StoredEntry entry, List<Left> left) implements RunOutcome {
    public Landed {
      left = List.copyOf(left);
    }
  }

  /** No entry was needed, and nobody else can have put one for this run. */
  record NothingToCommit() implements RunOutcome {}

  /**
   * A fence closes the version to this run: it committed nothing and never will.
   *
   * @param left what it planned, with its reasons where they are known
   */
  record CommittedNothing(StoredEntry fence, List<Left> left) implements RunOutcome {
    public CommittedNothing {
      left = List.copyOf(left);
    }
  }

  /** Another run's entry or fence, a reset or an import stands where this run would have. */
  record AnotherWon(StoredEntry entry) implements RunOutcome {}

  /** This run's entry counts; its files are not all in their place. The next run goes on. */
  record NotPublished(StoredEntry entry, String why) implements RunOutcome {}

  /** Nothing can be said. Nothing is lost either; the next run finds out. */
  record NotKnown(String why) implements RunOutcome {
    /** A message of Sluice's own is kept whole, since it ends with what to do. */
    static NotKnown after(IOException e) {
      return new NotKnown(
          e instanceof UnreadableStateException own ? own.getMessage() : FirstLine.said(e));
    }
  }
}
