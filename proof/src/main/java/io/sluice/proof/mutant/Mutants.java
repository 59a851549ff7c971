package io.sluice.proof.mutant;

import java.util.ArrayList;
import java.util.List;

/** The bugs that are put in: those of the protocol's model, and those that only code can have. */
final class Mutants {
  private Mutants() {}

  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    all.addAll(CommitMutants.all());
    all.addAll(ofTheDecision());
    all.addAll(ofCollecting());
    all.addAll(ofKafka());
    all.addAll(StateMutants.all());
    all.addAll(PutBackMutants.all());
    all.addAll(AccessMutants.all());
    return all;
  }

  private static List<Mutant> ofTheDecision() {
    String prefix = "tracker/decision/KafkaPrefix.java";
    String decision = "tracker/decision/CommitDecision.java";
    return List.of(
        Mutant.of(
                "HOLE_SKIPPED",
                "what is behind a range that was not read lands too",
                prefix,
                "return ended(reached, landing, Weight.FAILURE, ((ReadPiece.Missing) read).why());",
                "reached = read.piece().range().end(); continue;")
            .by("one run"),
        Mutant.of(
                "PLANNED_IS_DONE",
                "offsets move to the planned end, however far the tasks came",
                "tracker/decision/TopicDecision.java",
                "range.before(),\n        prefix.reached(),",
                "range.before(),\n        range.end(),")
            .by("one run"),
        Mutant.of(
                "ALL_MANIFESTS",
                "files of two attempts of one task land",
                "tracker/decision/ReadPieces.java",
                "manifests.forEach(manifest -> byTask.put(manifest.task(), manifest));",
                "manifests.forEach(manifest -> byTask.put(manifest.task(), manifest));"
                    + " manifests.forEach(this::addFiles);")
            .and("tracker/decision/ReadPieces.java", "manifest.ifPresent(this::addFiles);", "")
            .and(
                "tracker/decision/ManifestChoice.java",
                "if (!chosen.containsKey(manifest.task()) && isUsable(plan, manifest)) {\n       "
                    + " chosen.put(manifest.task(), manifest);",
                "if (isUsable(plan, manifest)) {\n        chosen.put(chosen.size(), manifest);"),
        Mutant.of(
            "A_FILE_FORGOTTEN",
            "the last file of a decision is in no entry",
            decision,
            "files = List.copyOf(files);",
            "files = List.copyOf(files.subList(0, Math.max(0, files.size() - 1)));"),
        Mutant.of(
                "CARRIED_FORGOTTEN",
                "offsets that a run did not touch are not carried",
                "tracker/decision/TopicDecision.java",
                "Map<Integer, KafkaPartitionState> states = carried();\n    for (PlannedRange range :"
                    + " topic.ranges()) {\n      states.put(",
                "Map<Integer, KafkaPartitionState> states = new TreeMap<>();\n    for (PlannedRange"
                    + " range : topic.ranges()) {\n      if (range.before() < range.end())"
                    + " states.put(")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "OFFSETS_BEFORE_FILES",
                "an attempt says that it is done before its files are on disk",
                "proof/search/Processes.java",
                "end.put(work.stage(store));",
                "end.put(work.manifest()); work.stage(store);")
            .by("one run")
            .and(
                "tracker/decision/ManifestChoice.java",
                "if (length != file.length()) {",
                "if (length < -1) {"));
  }

  private static List<Mutant> ofCollecting() {
    String orphanCollector = "tracker/commit/OrphanCollector.java";
    return List.of(
        Mutant.of(
                "COLLECTED_UNPUBLISHED",
                "the collector looks at the version only",
                orphanCollector,
                "if (head.isEmpty() || !marks.isPublished(head.get())) {",
                "if (head.isEmpty()) {")
            .by("a collector"),
        Mutant.of(
                "SWEPT_ON_THE_HEAD",
                "the collector takes staging of runs that stand on the head",
                orphanCollector,
                "Long.parseLong(item.name()) < version",
                "Long.parseLong(item.name()) <= version")
            .by("two runs"),
        Mutant.of(
                "ABORT_DELETES",
                "a commit that has nothing to commit deletes what its run has staged",
                "tracker/commit/RunCommit.java",
                ": new NothingToCommit();",
                ": aborted(plan);")
            .by("one run")
            .and(
                "tracker/commit/RunCommit.java",
                "private RunOutcome append(",
                "private RunOutcome aborted(Plan plan) throws IOException { for"
                    + " (Plan.PlannedTopic topic : plan.topics()) {"
                    + " files.delete(io.sluice.tracker.staging.StagedPaths.stagingOn(topic.directory(), new"
                    + " io.sluice.tracker.staging.StagingOwner(plan.ingestion(), plan.ledgerId(),"
                    + " \"/state\"), plan.base()) + \"/\" + plan.runId()); } return new"
                    + " NothingToCommit(); }\n\n  private RunOutcome append(")
            .and(
                "tracker/commit/RunCommit.java",
                "private final Ledger ledger;",
                "private final Ledger ledger; private final Store files;")
            .and(
                "tracker/commit/RunCommit.java",
                "this.ledger = ledger;",
                "this.ledger = ledger; this.files = store;"),
        Mutant.of(
            "FAILED_ATTEMPT_DELETES_BEHIND_ITS_MANIFEST",
            "an attempt whose manifest was put, and answered by an error, deletes its files",
            "tracker/commit/AttemptEnd.java",
            "if (manifestMayStand) {",
            "if (manifestMayStand && failure.getMessage() == null) {"),
        Mutant.of(
                "LOSER_DELETES",
                "who loses takes away what stands of the version that it wanted",
                "tracker/commit/RunEnd.java",
                "return verdict.of(plan, ledger.append(entry), left);",
                "io.sluice.tracker.ledger.AppendAnswer answer = ledger.append(entry); if (answer"
                    + " instanceof io.sluice.tracker.ledger.AppendAnswer.Conflict conflict) { try {"
                    + " for (io.sluice.tracker.entry.StagedFile file :"
                    + " conflict.entry().entry().files()) { files.delete(file.staged()); } } catch"
                    + " (IOException e) { LOG.warn(\"again\", e); } } return verdict.of(plan,"
                    + " answer, left);")
            .by("two runs")
            .and(
                "tracker/commit/RunEnd.java",
                "private final Ledger ledger;",
                "private final Ledger ledger; private final Store files;")
            .and(
                "tracker/commit/RunEnd.java",
                "this.ledger = ledger;",
                "this.ledger = ledger; this.files = store;"));
  }

  private static List<Mutant> ofKafka() {
    return List.of(
        Mutant.of(
                "TWO_LIVES_LAND",
                "pieces of one Kafka partition land together, whatever their leader epochs",
                "tracker/decision/KafkaPrefix.java",
                "return before != LeaderEpoch.UNKNOWN && before == behind;",
                "return true;")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "LOST_IN_SILENCE",
                "offsets that have expired are skipped, and no gap says so",
                "job/planning/begin/ReadStartRules.java",
                "List.of(Gap.exact(Gap.Kind.LOST, next, start))));",
                "List.of()));")
            .by(Mutant.SIMULATION),
        Mutant.of(
                "SAME_GENERATION",
                "offsets that a person has moved stay in their generation",
                "tracker/entry/KafkaPartitionState.java",
                "generation + 1,",
                "generation,")
            .by(Mutant.SIMULATION));
  }
}
