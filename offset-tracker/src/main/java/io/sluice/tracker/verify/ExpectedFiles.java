package io.sluice.tracker.verify;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.MaintenanceEntry.Rewrite;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.retention.Digest;
import io.sluice.tracker.retention.FilesSum;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.verify.ExpectedFile.Accepted;
import io.sluice.tracker.verify.ExpectedFile.Landed;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The expected content of the directories, by both ledgers. */
final class ExpectedFiles {
  /** One directory. */
  static final class Directory {
    private final String path;
    private String topic = "";
    private String timePartition = "";
    private final Map<String, ExpectedFile> files = new TreeMap<>();
    private final Map<String, Gone> gone = new TreeMap<>();
    private final Set<String> removed = new TreeSet<>();
    private FilesSum sum = FilesSum.none("", "");
    private long acceptedBytes = Change.NONE;

    Directory(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }

    /** Relative to the topic's directory; empty if it is not known. */
    String timePartition() {
      return timePartition;
    }

    /** Empty if it is not known. */
    String topic() {
      return topic;
    }

    /** Derives topic and time partition from the path, if no entry has set them. */
    void lieBelow(String root) {
      if (topic.isEmpty()) {
        topic = name(root).replaceFirst("^%2E", ".").replaceFirst("^%5F", "_");
      }
      if (timePartition.isEmpty() && path.startsWith(root + "/")) {
        timePartition = path.substring(root.length() + 1);
      }
    }

    /** Files that should be there, by name. */
    Map<String, ExpectedFile> files() {
      return files;
    }

    /** Files of deleted entries. */
    FilesSum sum() {
      return sum;
    }

    /** Returns whether an operator has accepted that these files have this number of bytes. */
    boolean isAccepted(FilesSum found) {
      return acceptedBytes == (found.files() == 0 ? 0 : found.bytes());
    }

    /** Files that an operator accepted as gone, by name. */
    Map<String, Gone> gone() {
      return gone;
    }

    /** Names of files that maintenance has removed. */
    Set<String> removed() {
      return removed;
    }
  }

  /**
   * A file that was accepted as gone.
   *
   * @param hole it was gone before it landed
   * @param replaced files of others were accepted in its place
   */
  record Gone(ExpectedFile file, long acceptedBy, boolean hole, boolean replaced) {}

  private final Map<String, Directory> directories = new TreeMap<>();
  private final Map<Long, List<ExpectedFile>> byLength = new HashMap<>();
  private final Set<String> roots = new TreeSet<>();

  void add(Entry entry) {
    for (StagedFile file : entry.files()) {
      String path = file.path();
      Directory directory = directory(parent(path));
      directory.topic = file.topic();
      directory.timePartition = file.timePartition();
      put(directory, new Landed(entry.version(), file));
      String below = StagedPaths.landed("", file.timePartition(), name(path));
      roots.add(
          path.endsWith(below)
              ? path.substring(0, path.length() - below.length())
              : directory.path());
    }
  }

  void add(Digest digest) {
    digest
        .directories()
        .forEach(
            (path, sum) -> {
              Directory directory = directory(path);
              directory.sum = sum;
              directory.topic = sum.topic();
              directory.timePartition = sum.timePartition();
              String below = "/" + sum.timePartition();
              roots.add(
                  !sum.timePartition().isEmpty() && path.endsWith(below)
                      ? path.substring(0, path.length() - below.length())
                      : path);
            });
  }

  private void put(Directory directory, ExpectedFile file) {
    directory.files.put(name(file.path()), file);
    byLength.computeIfAbsent(file.length(), key -> new java.util.ArrayList<>()).add(file);
  }

  /** Must be called after all calls of {@link #add}, with the oldest entry first. */
  void change(Entry entry) {
    if (entry instanceof Rewrite rewrite) {
      for (String path : rewrite.removed()) {
        Directory directory = directory(parent(path));
        directory.files.remove(name(path));
        directory.removed.add(name(path));
      }
    } else if (entry instanceof Acknowledge acknowledge) {
      Set<String> replaced = new TreeSet<>();
      for (Change change : acknowledge.changes()) {
        if (!change.isGone() && change.lengthWas() == Change.NONE) {
          replaced.add(parent(change.path()));
        }
      }
      acknowledge.changes().forEach(change -> accept(acknowledge, change, replaced));
    }
  }

  private void accept(Acknowledge acknowledge, Change change, Set<String> replaced) {
    if (change.path().endsWith("/")) {
      directory(change.path().substring(0, change.path().length() - 1)).acceptedBytes =
          change.lengthFound();
      return;
    }
    Directory directory = directory(parent(change.path()));
    String name = name(change.path());
    ExpectedFile was = directory.files.remove(name);
    if (!change.isGone()) {
      directory.gone.remove(name);
      put(directory, new Accepted(acknowledge.version(), change));
    } else if (was != null) {
      directory.gone.put(
          name,
          new Gone(
              was,
              acknowledge.version(),
              acknowledge.publishedVersion() != 0,
              replaced.contains(directory.path())));
    }
  }

  void addRoot(String directory) {
    roots.add(directory);
  }

  Collection<Directory> directories() {
    return directories.values();
  }

  /** The expected files of a directory, possibly none. */
  Directory directory(String path) {
    return directories.computeIfAbsent(path, Directory::new);
  }

  Set<String> roots() {
    return roots;
  }

  /** Files of this length, to find the original of a copy. */
  List<ExpectedFile> ofLength(long length) {
    return byLength.getOrDefault(length, List.of());
  }

  static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
