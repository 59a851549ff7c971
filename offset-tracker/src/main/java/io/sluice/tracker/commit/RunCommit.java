package io.sluice.tracker.commit;

import io.sluice.tracker.commit.RunOutcome.NotKnown;
import io.sluice.tracker.commit.RunOutcome.NothingToCommit;
import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.decision.ManifestChoice;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
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
 * The commit, in the Application Master, or in the client for a plan without tasks. Entry {@code
 * base + 1} is put if absent, which is the only point of no return.
 */
public final class RunCommit {
  private static final Log LOG = Log.of(RunCommit.class);

  private final Ledger ledger;
  private final Author author;
  private final DecisionInputs deciding;
  private final OutcomeResolver verdict;
  private final StoreRetries asking;

  public RunCommit(
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

  /**
   * Commits by the manifests, and publishes the entry that then stands at {@code base + 1}.
   *
   * <p>It reads that version first: an Application Master that was restarted may find that its
   * predecessor's put was executed.
   */
  public RunOutcome commit(Plan plan) {
    try {
      VersionStatus standing = asking.until(() -> ledger.standing(plan.base() + 1));
      if (standing instanceof VersionStatus.Counts counts) {
        return verdict.of(plan, counts.entry(), List.of());
      }
      if (standing instanceof VersionStatus.OffChain left) {
        return new NotKnown(left.why());
      }
      Optional<CommitDecision> decision = asking.until(() -> deciding.decide(plan));
      return decision.isPresent() ? append(plan, decision.get()) : new NothingToCommit();
    } catch (IOException e) {
      return NotKnown.after(e);
    }
  }

  private RunOutcome append(Plan plan, CommitDecision decision) {
    AppendAnswer answer =
        ledger.append(new Ingest(author.header(plan), decision.state(), decision.files()));
    LOG.info(
        "Appended, run={} version={} files={} answer={}",
        plan.runId(),
        plan.base() + 1,
        decision.files().size(),
        answer.getClass().getSimpleName());
    return verdict.of(plan, answer, decision.left());
  }
}
