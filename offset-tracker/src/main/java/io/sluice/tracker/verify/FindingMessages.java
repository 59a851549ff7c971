package io.sluice.tracker.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.message.AcceptCommand;
import io.sluice.tracker.retention.FilesSum;
import io.sluice.tracker.verify.ExpectedFile.Accepted;
import io.sluice.tracker.verify.ExpectedFile.Landed;
import io.sluice.tracker.verify.ExpectedFiles.Directory;
import io.sluice.tracker.verify.Finding.Kind;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Messages of the findings in one directory. */
final class FindingMessages {
  private final Directory directory;
  private final Consumer<Finding> found;

  FindingMessages(Directory directory, Consumer<Finding> found) {
    this.directory = directory;
    this.found = found;
  }

  /** A finding about one expected file. */
  void of(Kind kind, ExpectedFile known, String why, List<Change> changes) {
    String who =
        known instanceof Accepted
            ? ", accepted by version " + known.version() + " of the maintenance ledger"
            : " of version " + known.version();
    report(
        kind,
        known.version(),
        (kind.answer() == Finding.Answer.SOUND ? "File " : "Cannot vouch for ")
            + known.path()
            + who
            + ": "
            + why
            + ". "
            + remedy(kind),
        changes);
  }

  /** A finding about several expected files. */
  void all(Kind kind, List<ExpectedFile> files, String why, List<Change> changes) {
    String versions =
        files.stream()
            .map(known -> Long.toString(known.version()))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .limit(10)
            .collect(Collectors.joining(", "));
    report(
        kind,
        files.get(0).version(),
        (kind.answer() == Finding.Answer.SOUND ? "Of " : "Cannot vouch for ")
            + directory.path()
            + ": "
            + files.size()
            + (files.size() == 1 ? " file" : " files")
            + " with "
            + DirectoryCheck.records(files)
            + " records (versions "
            + versions
            + ") "
            + why
            + ". "
            + remedy(kind),
        changes);
  }

  /** A finding about the files of deleted entries. */
  void sum(Kind kind, FilesSum found, String why, List<Change> changes) {
    FilesSum wanted = directory.sum();
    report(
        kind,
        0,
        (kind.answer() == Finding.Answer.SOUND ? "Of " : "Cannot vouch for ")
            + directory.path()
            + ": of entries that the ledger has let go there are "
            + found.files()
            + " files with "
            + found.bytes()
            + " bytes, its digest has "
            + wanted.files()
            + " with "
            + wanted.bytes()
            + " bytes and "
            + wanted.records()
            + " records; "
            + why
            + ". "
            + remedy(kind),
        changes);
  }

  /** A finding about a file of an unpublished head. */
  void goneBeforeItLanded(Landed landed) {
    report(
        Kind.MISSING_FILE,
        landed.version(),
        "Cannot vouch for %s of version %d: it is gone from %s before it landed, with %s. Restore it there, or go on without it: ledger --accept-missing %d --reason TEXT --execute"
            .formatted(
                landed.path(),
                landed.version(),
                landed.file().staged(),
                landed.content(),
                landed.version()),
        List.of());
  }

  /** A finding about a file of others. */
  void foreign(Change change) {
    report(
        Kind.FOREIGN_FILE,
        0,
        "Cannot account for "
            + change.path()
            + ", which readers see: its name is none of ours, and no entry names it. "
            + remedy(Kind.FOREIGN_FILE),
        List.of(change));
  }

  /** A finding about a file with duplicate records. */
  void doubled(String path, String why) {
    report(
        Kind.DOUBLED_FILE,
        0,
        "Cannot count " + path + ": " + why + ": its records are there twice. Move it away.",
        List.of());
  }

  /** A finding about a file with a name of Sluice's form. */
  void ofOurs(Kind kind, long version, String message) {
    report(kind, version, message, List.of());
  }

  private void report(Kind kind, long version, String message, List<Change> changes) {
    found.accept(new Finding(kind, version, message.strip(), directory.path(), changes));
  }

  private String remedy(Kind kind) {
    return switch (kind) {
      case ACCEPTED_HOLE ->
          "While Kafka has those records, an ingestion of another name and topics.dir can land them.";
      case ACCEPTED_CHANGE, NOT_LOOKED_AT -> "";
      case DROPPED_TIME_PARTITION, REPLACED_TIME_PARTITION, FOREIGN_FILE ->
          "If that was meant, take it in with: "
              + AcceptCommand.of(directory.timePartition(), directory.topic());
      default ->
          "Restore the file from a backup (an HDFS snapshot, the trash); if it was meant, take it in"
              + " with: "
              + AcceptCommand.of(directory.timePartition(), directory.topic());
    };
  }
}
