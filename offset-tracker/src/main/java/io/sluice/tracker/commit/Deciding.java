package io.sluice.tracker.commit;

import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.decision.Left;
import io.sluice.tracker.decision.ManifestChoice;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads what a decision needs: the state that the run was planned on, and its manifests. */
final class Deciding {
  private final Ledger ledger;
  private final ManifestChoice manifests;

  Deciding(Ledger ledger, ManifestChoice manifests) {
    this.ledger = ledger;
    this.manifests = manifests;
  }

  /**
   * What the run may commit; empty where its manifests say nothing. A job of which no task came to
   * its end has failed, even if its plan alone would have moved something.
   */
  Optional<CommitDecision> decide(Plan plan) throws IOException {
    Collection<Manifest> chosen = manifests.choose(plan);
    if (chosen.isEmpty() && !plan.tasks().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(CommitDecision.of(plan, base(plan), chosen))
        .filter(CommitDecision::movesSomething);
  }

  /** The ranges that the run leaves, by its manifests, with the reasons. */
  List<Left> left(Plan plan) throws IOException {
    return CommitDecision.of(plan, base(plan), manifests.told(plan)).left();
  }

  OffsetState base(Plan plan) throws IOException {
    if (plan.base() == 0) {
      return OffsetState.EMPTY;
    }
    Optional<StoredEntry> base = ledger.entry(plan.base());
    if (base.isEmpty() || !base.get().checksum().equals(plan.baseChecksum())) {
      throw new UnreadableStateException(
          "Cannot commit run "
              + plan.runId()
              + ": version "
              + plan.base()
              + ", which it was planned on, is "
              + (base.isEmpty() ? "gone" : "another than it was then")
              + ". Check the ledger with 'verify'.");
    }
    return base.get().offsets().state();
  }
}
