package io.sluice.tracker.commit;

import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.decision.ManifestChoice;
import io.sluice.tracker.decision.UnlandedRange;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.staging.OwnDirectories;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads the input of a decision: the state on which the run was planned, and its manifests. */
final class DecisionInputs {
  private final Ledger ledger;
  private final ManifestChoice manifests;
  private final OwnDirectories own;

  DecisionInputs(Ledger ledger, ManifestChoice manifests, OwnDirectories own) {
    this.ledger = ledger;
    this.manifests = manifests;
    this.own = own;
  }

  /**
   * Decides what the run may commit; empty if its manifests report nothing. A job without any
   * completed task has failed, even if its plan alone would have moved something.
   */
  Optional<CommitDecision> decide(Plan plan) throws IOException {
    mustBeOwn(plan);
    Collection<Manifest> chosen = manifests.choose(plan);
    if (chosen.isEmpty() && !plan.tasks().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(decision(plan, chosen)).filter(CommitDecision::movesSomething);
  }

  /** A plan or manifest that does not fit the ledger was edited: no run writes one. */
  private CommitDecision decision(Plan plan, Collection<Manifest> chosen) throws IOException {
    OffsetState base = base(plan);
    try {
      return CommitDecision.of(plan, base, chosen);
    } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
      throw new UnreadableStateException(
          "Cannot commit run "
              + plan.runId()
              + ": its plan and its manifests do not fit each other and the ledger ("
              + FirstLine.said(e)
              + "), so one of them was edited. Nothing was moved or deleted. Look who may write in"
              + " the state directory, and start a run again.",
          e);
    }
  }

  /**
   * This is checked before anything is in the ledger, because an entry that cannot be published
   * stops all runs.
   */
  private void mustBeOwn(Plan plan) throws IOException {
    for (Plan.PlannedTopic topic : plan.topics()) {
      for (StagedFile.Kind kind : StagedFile.Kind.values()) {
        if (!own.isOwn(plan.ledgerId(), kind, topic.topic(), topic.directory(kind))) {
          throw new UnreadableStateException(
              "Cannot commit run "
                  + plan.runId()
                  + ": its plan lands topic "
                  + topic.topic()
                  + " in "
                  + ForeignText.line(topic.directory(kind))
                  + ", which is not where this configuration has the topic, and no file there marks"
                  + " the directory as this ledger's. Nothing was committed or moved. If topics.dir"
                  + " or quarantine.dir was changed while the run was under way, the next run reads"
                  + " those records again; if not, the plan was edited: look who may write in the"
                  + " state directory.");
        }
      }
    }
  }

  /** The ranges that the run leaves, by its manifests, with the reasons. */
  List<UnlandedRange> left(Plan plan) throws IOException {
    return decision(plan, manifests.chosen(plan)).left();
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
    if (!base.get().entry().header().ledgerId().equals(plan.ledgerId())) {
      throw new UnreadableStateException(
          "Cannot commit run "
              + plan.runId()
              + ": its plan is of ledger "
              + ForeignText.line(plan.ledgerId())
              + ", and version "
              + plan.base()
              + " is of ledger "
              + base.get().entry().header().ledgerId()
              + ", so the plan was edited, or parts of two state directories were mixed. Nothing"
              + " was committed or moved. Look who may write in the state directory.");
    }
    return base.get().offsets().state();
  }
}
