package io.sluice.proof.mutant;

import java.util.List;
import java.util.stream.Stream;

/** Bugs in the append of an entry, in how a run ends, and in publication. */
final class CommitMutants {
  private CommitMutants() {}

  static List<Mutant> all() {
    return Stream.of(ofTheCommit(), ofPublishing()).flatMap(List::stream).toList();
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
                "a job that was killed on purpose is reported to have committed nothing, without a fence",
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
                "tracker/commit/OutcomeResolver.java",
                "return new NotKnown(((Unknown) answer).why());",
                "return new RunOutcome.NothingToCommit();")
            .by("one run, one fault"),
        Mutant.of(
            "UNCLEAR_IS_COMMITTED",
            "a put that was answered by an error passes for done",
            ledger,
            "refusal = Refusal.of(e);\n      }\n      try {\n        VersionStatus",
            "return new Committed(new StoredEntry(entry, checksum));\n      }\n      try {\n       "
                + " VersionStatus"),
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
    String verdict = "tracker/commit/OutcomeResolver.java";
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
            "a run is reported as landed as soon as its entry is there",
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
}
