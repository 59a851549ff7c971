package io.sluice.proof.mutant;

import java.util.ArrayList;
import java.util.List;

/** The bugs that are put in: those of the protocol's model, and those that only code can have. */
final class Mutants {
  private Mutants() {}

  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    all.addAll(ofTheCommit());
    all.addAll(ofPublishing());
    all.addAll(ofTheDecision());
    all.addAll(ofCollecting());
    all.addAll(ofKafka());
    all.addAll(StateMutants.all());
    all.addAll(PutBackMutants.all());
    return all;
  }

  private static List<Mutant> ofTheCommit() {
    String ledger = "tracker/ledger/Ledger.java";
    String runEnd = "tracker/commit/RunEnd.java";
    return List.of(
        Mutant.of(
                "NO_FENCE",
                "the client sees no entry and says that nothing was committed, without a fence",
                runEnd,
                ": append(plan, fence(plan, \"its manifests say nothing to commit\"), reasons(plan));",
                ": new NothingToCommit();")
            .by("one run"),
        Mutant.of(
                "KILLED_IS_NOT_FENCED",
                "a job that was killed on purpose is told to have committed nothing, without a fence",
                runEnd,
                "return append(plan, fence(plan, \"its job was killed on purpose\"), List.of());",
                "return new NothingToCommit();")
            .by("a job killed on purpose"),
        Mutant.of(
                "FENCE_UNREAD",
                "the client puts its fence and speaks without reading what now stands there",
                runEnd,
                "return verdict.of(plan, ledger.append(entry), left);",
                "io.sluice.tracker.ledger.AppendAnswer answer = ledger.append(entry); return entry instanceof Fence ? new"
                    + " NothingToCommit() : verdict.of(plan, answer, left);")
            .by("one run"),
        Mutant.of(
                "UNCLEAR_IS_NOTHING",
                "where nobody can say what stands, nothing is said to",
                "tracker/commit/Verdict.java",
                "return new NotKnown(((Unknown) answer).why());",
                "return new RunOutcome.NothingToCommit();")
            .by("one run, one fault"),
        Mutant.of(
            "UNCLEAR_IS_COMMITTED",
            "a put that was answered by an error passes for done",
            ledger,
            "refusal = Refusal.of(e);\n      }\n      try {\n        Standing",
            "return new Committed(new StoredEntry(entry, checksum));\n      }\n      try {\n       "
                + " Standing"),
        Mutant.of(
                "ENTRY_FROM_MEMORY",
                "who finds another entry of its own goes on with the one that it meant to put",
                ledger,
                "return stands.entry().runId().equals(wanted.runId())\n        ? new"
                    + " AlreadyCommitted(stands)",
                "return stands.entry().runId().equals(wanted.runId())\n        ? new Committed(new"
                    + " StoredEntry(wanted, checksum))")
            .by("one run"),
        Mutant.of(
                "LOSER_LANDS_ITS_OWN",
                "who finds another run's entry goes on with its own",
                ledger,
                ": new Conflict(stands);",
                ": new Committed(new StoredEntry(wanted, checksum));")
            .by("two runs"),
        Mutant.of(
                "ENTRY_REPLACED",
                "what stands at a version is deleted first, as a state file is replaced",
                ledger,
                "store.putIfAbsent(path, content);",
                "store.delete(path); store.putIfAbsent(path, content);")
            .by("one run"),
        Mutant.of(
                "ZOMBIE_MAY_COMMIT",
                "an Application Master that finds a fence takes it away",
                ledger,
                "return new Fenced(stands);",
                "try { store.delete(layout.entry(wanted.version()));"
                    + " store.putIfAbsent(layout.entry(wanted.version()), EntryCodec.write(wanted)); }"
                    + " catch (IOException e) { LOG.warn(\"again\", e); } return new Committed(new"
                    + " StoredEntry(wanted, checksum));")
            .by("one run")
            .and(ledger, "private static AppendAnswer answer(", "private AppendAnswer answer("),
        Mutant.of(
                "CHECK_THEN_PUT",
                "one looks whether the version is free, and then overwrites",
                ledger,
                "store.putIfAbsent(path, content);",
                "if (store.read(path).isEmpty()) { store.delete(path); store.putIfAbsent(path,"
                    + " content); }")
            .by("one run"),
        Mutant.of(
                "REBASE_ON_CONFLICT",
                "a loser appends its old plan behind the new head",
                runEnd,
                "return verdict.of(plan, ledger.append(entry), left);",
                "io.sluice.tracker.ledger.AppendAnswer answer = ledger.append(entry); if (answer"
                    + " instanceof io.sluice.tracker.ledger.AppendAnswer.Conflict conflict && entry"
                    + " instanceof Ingest ingest) { answer = ledger.append(new"
                    + " Ingest(author.headerAfter(conflict.entry(), plan.runId()), ingest.state(),"
                    + " ingest.files())); } return verdict.of(plan, answer, left);")
            .by("two runs"),
        Mutant.of(
            "CHAIN_FORGOTTEN",
            "an entry does not carry its predecessor's checksum",
            "tracker/ledger/Author.java",
            "plan.baseChecksum());",
            "\"\");"));
  }

  private static List<Mutant> ofPublishing() {
    String publisher = "tracker/commit/Publisher.java";
    String placement = "tracker/commit/Placement.java";
    String verdict = "tracker/commit/Verdict.java";
    return List.of(
        Mutant.of(
                "PUBLISHED_BEFORE_COMMITTED",
                "files are moved to their place before the entry is put",
                "tracker/commit/RunCommit.java",
                "AppendAnswer answer =",
                "for (io.sluice.tracker.entry.StagedFile file : decision.files()) { try {"
                    + " files.moveOnce(file.staged(), file.path()); } catch (IOException e) {"
                    + " LOG.warn(\"again\", e); } } AppendAnswer answer =")
            .and(
                "tracker/commit/RunCommit.java",
                "private final Ledger ledger;",
                "private final Ledger ledger; private final Store files;")
            .and(
                "tracker/commit/RunCommit.java",
                "this.ledger = ledger;",
                "this.ledger = ledger; this.files = store;"),
        Mutant.of(
            "TOLD_BEFORE_PUBLISHED",
            "a run is told to have landed as soon as its entry is there",
            verdict,
            "publisher.publish(stands);",
            "if (plan.base() < 0) { publisher.publish(stands); }"),
        Mutant.of(
            "RENAME_RESULT_IGNORED",
            "after a rename nobody looks where the file is",
            placement,
            "Place place = look(entry, file);",
            "Place place = entry.version() < 0 ? look(entry, file) : Place.LANDED;"),
        Mutant.of(
            "MARKED_EARLY",
            "an entry is marked published before its last rename",
            publisher,
            "boolean byOthers =",
            "mark(entry); boolean byOthers ="),
        Mutant.of(
            "ONE_FILE_IS_ENOUGH",
            "publishing ends with the first file that is in its place",
            "tracker/commit/FileThreads.java",
            "for (StagedFile file : files) {\n        if (act.act(file)) {\n          return"
                + " true;\n        }\n      }",
            "for (StagedFile file : files) {\n        return act.act(file);\n      }"),
        Mutant.of(
                "TARGET_BEFORE_SOURCE",
                "after a rename one looks for the target, and then for the source",
                placement,
                "if (isThere(file.staged())) {\n      return Place.STAGED;\n    }\n    if"
                    + " (isThere(file.path())) {\n      return Place.LANDED;\n    }\n   "
                    + " store.refresh();\n    if (isThere(file.path())) {\n      return"
                    + " Place.LANDED;\n    }\n",
                "if (isThere(file.path())) {\n      return Place.LANDED;\n    }\n    if"
                    + " (isThere(file.staged())) {\n      return Place.STAGED;\n    }\n")
            .by("one run, one fault"),
        Mutant.of(
                "GONE_AT_ONCE",
                "where a file is in neither place, nobody looks whether all was published by others",
                placement,
                "return marks.isMarked(entry) || ledger.headVersion() > entry.version()\n"
                    + "        ? Place.ALL_PUBLISHED\n        : Place.GONE;",
                "return Place.GONE;")
            .by("data retention"),
        Mutant.of(
                "GONE_IS_LANDED",
                "a file that is in neither place passes for landed",
                placement,
                ": Place.GONE;",
                ": Place.LANDED;")
            .and(
                placement,
                "store.moveOnce(file.staged(), file.path());",
                "store.delete(file.staged());"),
        Mutant.of(
            "NOT_RECOVERED",
            "a run plans on a head that is not published",
            "tracker/commit/Recovery.java",
            "publisher.publish(head.get());",
            ""),
        Mutant.of(
            "MARKED_BY_RECOVERY",
            "recovery marks the head published and moves nothing",
            publisher,
            "List<StagedFile> files = entry.entry().files();",
            "List<StagedFile> files = entry.version() < 0 ? entry.entry().files() : List.of();"));
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
    String collector = "tracker/commit/Collector.java";
    return List.of(
        Mutant.of(
                "COLLECTED_UNPUBLISHED",
                "the collector looks at the version only",
                collector,
                "if (head.isEmpty() || !marks.isPublished(head.get())) {",
                "if (head.isEmpty()) {")
            .by("a collector"),
        Mutant.of(
                "SWEPT_ON_THE_HEAD",
                "the collector takes staging of runs that stand on the head",
                collector,
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
                "job/planning/begin/BeginRules.java",
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
