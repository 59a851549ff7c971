package io.sluice.tracker.commit;

import io.sluice.tracker.commit.RunOutcome.AnotherWon;
import io.sluice.tracker.commit.RunOutcome.CommittedNothing;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.commit.RunOutcome.NotKnown;
import io.sluice.tracker.commit.RunOutcome.NotPublished;
import io.sluice.tracker.decision.UnlandedRange;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.AppendAnswer.AlreadyCommitted;
import io.sluice.tracker.ledger.AppendAnswer.Committed;
import io.sluice.tracker.ledger.AppendAnswer.Conflict;
import io.sluice.tracker.ledger.AppendAnswer.Fenced;
import io.sluice.tracker.ledger.AppendAnswer.Unknown;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Plan;
import java.util.List;

/**
 * Derives the outcome of a run from the entry at {@code base + 1}, regardless of what this process
 * did.
 */
record OutcomeResolver(Publisher publisher) {
  /**
   * Returns the outcome; an entry of the run is published first.
   *
   * @param known ranges that a decision of this process left, with their reasons
   */
  RunOutcome of(Plan plan, StoredEntry stands, List<UnlandedRange> known) {
    if (stands.entry() instanceof Fence fence) {
      return fence.fenced().equals(plan.runId())
          ? new CommittedNothing(stands, known)
          : new AnotherWon(stands);
    }
    if (!(stands.entry() instanceof Ingest ingest) || !ingest.runId().equals(plan.runId())) {
      return new AnotherWon(stands);
    }
    try {
      publisher.publish(stands);
    } catch (NotPublishedException e) {
      return new NotPublished(stands, e.getMessage());
    }
    return new Landed(stands, UnlandedRange.of(plan, ingest.state(), known));
  }

  RunOutcome of(Plan plan, AppendAnswer answer, List<UnlandedRange> known) {
    if (answer instanceof Committed committed) {
      return of(plan, committed.entry(), known);
    }
    if (answer instanceof AlreadyCommitted already) {
      return of(plan, already.entry(), known);
    }
    if (answer instanceof Fenced fenced) {
      return of(plan, fenced.fence(), known);
    }
    if (answer instanceof Conflict conflict) {
      return of(plan, conflict.entry(), known);
    }
    return new NotKnown(((Unknown) answer).why());
  }
}
