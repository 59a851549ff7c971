package io.sluice.tracker.commit;

import io.sluice.tracker.commit.RunOutcome.NotKnown;
import io.sluice.tracker.commit.RunOutcome.NothingToCommit;
import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.decision.ManifestChoice;
import io.sluice.tracker.decision.UnlandedRange;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.ledger.VersionStatus;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Runs;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Ends a run in the client, however the job ended. If there is no entry at {@code base + 1}, it
 * commits by the manifests, or puts a fence there: an absent entry proves nothing, because an
 * Application Master that YARN has given up may still put one. The entry that then stands there is
 * the outcome.
 */
public final class RunEnd {
  private static final Log LOG = Log.of(RunEnd.class);

  private final Ledger ledger;
  private final Author author;
  private final DecisionInputs deciding;
  private final OutcomeResolver verdict;
  private final StoreRetries asking;

  public RunEnd(
      Store store,
      Ledger ledger,
      Runs runs,
      Author author,
      Publisher publisher,
      RetryPolicy retryPolicy,
      OwnDirectories own) {
    this.ledger = ledger;
    this.author = author;
    this.deciding = new DecisionInputs(ledger, new ManifestChoice(runs, store), own);
    this.verdict = new OutcomeResolver(publisher);
    this.asking = new StoreRetries(retryPolicy);
  }

  public RunOutcome end(Plan plan, JobEnd jobEnd) {
    try {
      VersionStatus standing = asking.until(() -> ledger.standing(plan.base() + 1));
      if (standing instanceof VersionStatus.Counts counts) {
        return verdict.of(plan, counts.entry(), reasons(plan, counts.entry()));
      }
      if (standing instanceof VersionStatus.OffChain left) {
        return new NotKnown(left.why());
      }
      return appendOrFence(plan, jobEnd);
    } catch (IOException e) {
      return NotKnown.after(e);
    }
  }

  private RunOutcome appendOrFence(Plan plan, JobEnd jobEnd) throws IOException {
    if (jobEnd == JobEnd.KILLED_ON_PURPOSE) {
      return append(plan, fence(plan, "its job was killed on purpose"), List.of());
    }
    Optional<CommitDecision> decision = asking.until(() -> deciding.decide(plan));
    if (decision.isPresent()) {
      OffsetEntry entry =
          new Ingest(author.header(plan), decision.get().state(), decision.get().files());
      return append(plan, entry, decision.get().left());
    }
    return jobEnd == JobEnd.NEVER_STARTED
        ? new NothingToCommit()
        : append(plan, fence(plan, "its manifests say nothing to commit"), reasons(plan));
  }

  private Fence fence(Plan plan, String reason) throws IOException {
    return new Fence(
        author.header(plan),
        CommitDecision.fenced(asking.until(() -> deciding.base(plan)), List.of(plan)),
        plan.runId(),
        reason);
  }

  private RunOutcome append(Plan plan, OffsetEntry entry, List<UnlandedRange> left) {
    return verdict.of(plan, ledger.append(entry), left);
  }

  /**
   * Reads the reasons for ranges that were left from the manifests; if they cannot be read, the
   * ranges are reported without them.
   */
  private List<UnlandedRange> reasons(Plan plan, StoredEntry stands) {
    return UnlandedRange.of(plan, stands.offsets().state(), List.of()).isEmpty()
        ? List.of()
        : reasons(plan);
  }

  private List<UnlandedRange> reasons(Plan plan) {
    try {
      return deciding.left(plan);
    } catch (IOException e) {
      LOG.info("Cannot determine why ranges were left, run={}", plan.runId(), e);
      return List.of();
    }
  }
}
