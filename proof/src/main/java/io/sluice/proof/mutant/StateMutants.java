package io.sluice.proof.mutant;

import java.util.List;

/** Bugs in what an entry says beside its files: watermarks, losses, budgets, epochs, holds. */
final class StateMutants {
  private StateMutants() {}

  static List<Mutant> all() {
    String topicDecision = "tracker/decision/TopicDecision.java";
    return List.of(
        Mutant.of(
                "WATERMARK_MOVES_BACK",
                "a range that ends early has the watermark of its last record, whatever it was",
                topicDecision,
                ": Math.max(was, Math.min(range.askedAt(), greatest));",
                ": Math.min(range.askedAt(), greatest);")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "WATERMARK_CLAIMS_TOO_MUCH",
                "who reads to the planned end claims all that was in the log",
                topicDecision,
                "if (prefix.reached() >= range.logEnd()) {",
                "if (prefix.reached() >= range.end()) {")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "LOSSES_NEVER_REPORTED",
                "offsets that have expired are a gap, and nobody hears of it",
                "job/planning/PlanAssembly.java",
                ".forEach(gap -> losses.add(loss(topic.topic(), range, gap)));",
                ".forEach(gap -> loss(topic.topic(), range, gap));")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "LOSSES_FORGOTTEN",
                "a loss is reported by one entry only",
                "job/planning/PlanAssembly.java",
                ".filter(each -> !request.acknowledgedLosses().contains(each.id()))",
                ".filter(each -> request.acknowledgedLosses().contains(each.id()))")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "BUDGET_IGNORED",
                "a topic lands however many of its records are bad",
                topicDecision,
                "return bad > budget.minCount() && bad",
                "return bad < 0 && bad")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "FAILURE_POLICY_IGNORED",
                "what can lands although a range failed and commit.on.failure is none",
                "tracker/decision/CommitDecision.java",
                "plan.onFailure() == OnFailure.NONE",
                "plan.base() < 0")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "FIRST_EPOCH_KEPT",
                "the ledger keeps the first leader epoch for ever",
                topicDecision,
                "epoch = outcome.reached() == outcome.range().start() ? epoch : outcome.lastEpoch();",
                "epoch = epoch == LeaderEpoch.UNKNOWN ? outcome.lastEpoch() : epoch;")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "EPOCH_OF_BEFORE_KEPT",
                "behind records without a leader epoch the ledger keeps the one of before them",
                topicDecision,
                "epoch = outcome.reached() == outcome.range().start() ? epoch : outcome.lastEpoch();",
                "epoch = outcome.lastEpoch() == LeaderEpoch.UNKNOWN ? epoch : outcome.lastEpoch();")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "SEEKS_WITH_THE_OLD_EPOCH",
                "behind a gap one seeks with the epoch of before it",
                "job/planning/begin/ReadStart.java",
                "return start == before ? ledgerEpoch : LeaderEpoch.UNKNOWN;",
                "return ledgerEpoch;")
            .bySeed(514),
        Mutant.of(
                "DELETED_BEFORE_THE_DIGEST",
                "old entries go before the digest stands that sums them up",
                "tracker/retention/LedgerRetention.java",
                "digests.put(digest);",
                "for (long version : ledger.versions()) { if (version <= digest.upTo()) {"
                    + " store.delete(layout.entry(version)); } } digests.put(digest);")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "FAILED_WORKER_IS_DONE",
                "a thread of the publication that broke off passes for done",
                "tracker/commit/FileThreads.java",
                "throw rethrown(e);",
                "return rethrown(e) instanceof NotPublishedException && entry.version() < 0;")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "MARKED_BEFORE_NOTED",
                "files that are gone are accepted by the mark, and then noted",
                "tracker/maintenance/MissingFiles.java",
                "if (!isAcknowledged(rest)) {",
                "marks.put(rest.entry());\n      if (!isAcknowledged(rest)) {")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "PLANS_BEFORE_STAGING",
                "the collector deletes the plans, and then the staging that they name",
                "tracker/commit/OrphanCollector.java",
                "if (directories.isPresent()) {",
                "if (directories.isPresent()) {\n        store.delete(layout.runsOn(base));")
            .by(Mutant.CRASHES));
  }
}
