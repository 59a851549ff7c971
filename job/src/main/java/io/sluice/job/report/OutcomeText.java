package io.sluice.job.report;

import io.sluice.tracker.commit.RunOutcome;

/** A run's outcome in a sentence. */
public final class OutcomeText {
  private OutcomeText() {}

  public static String of(RunOutcome outcome) {
    if (outcome instanceof RunOutcome.Landed landed) {
      return "landed as version " + landed.entry().version();
    }
    if (outcome instanceof RunOutcome.NothingToCommit) {
      return "there was nothing to commit";
    }
    if (outcome instanceof RunOutcome.CommittedNothing nothing) {
      return "committed nothing; a fence stands at version " + nothing.fence().version();
    }
    if (outcome instanceof RunOutcome.AnotherWon another) {
      return "version "
          + another.entry().version()
          + " belongs to "
          + another.entry().entry().runId()
          + ", which won";
    }
    if (outcome instanceof RunOutcome.NotPublished unpublished) {
      return "committed as version "
          + unpublished.entry().version()
          + ", but its files cannot be published yet: "
          + unpublished.why();
    }
    if (outcome instanceof RunOutcome.NotKnown unknown) {
      return "not known whether it committed: " + unknown.why();
    }
    throw new AssertionError(outcome);
  }
}
