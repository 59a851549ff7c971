package io.sluice.tracker.verify;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge.Change;
import io.sluice.tracker.entry.UpkeepEntry.Rewrite;
import io.sluice.tracker.run.StagedPaths;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What should be in the directories, by what both ledgers say. */
final class Expected {
  /** A file and the entry that landed it. */
  record Landed(long version, StagedFile file) {}

  /** By directory and name. */
  private final Map<String, Map<String, Landed>> files = new TreeMap<>();

  /** Paths that an entry names, also those that upkeep has taken away since. */
  private final Set<String> known = new HashSet<>();

  private final Set<String> roots = new TreeSet<>();
  private final Map<String, Long> acceptedLengths = new HashMap<>();

  void add(Entry entry) {
    for (StagedFile file : entry.files()) {
      String path = file.path();
      known.add(path);
      String name = name(path);
      files
          .computeIfAbsent(directory(path), key -> new HashMap<>())
          .put(name, new Landed(entry.version(), file));
      String below = StagedPaths.landed("", file.timePartition(), name);
      if (path.endsWith(below)) {
        roots.add(path.substring(0, path.length() - below.length()));
      }
    }
  }

  /** To be told after all that {@link #add} is told. */
  void change(Entry entry) {
    if (entry instanceof Rewrite rewrite) {
      for (String path : rewrite.removed()) {
        files.getOrDefault(directory(path), Map.of()).remove(name(path));
      }
    } else if (entry instanceof Acknowledge acknowledge) {
      for (Change change : acknowledge.changes()) {
        acceptedLengths.put(change.path(), change.lengthFound());
        known.add(change.path());
      }
    }
  }

  void addRoot(String directory) {
    roots.add(directory);
  }

  Map<String, Map<String, Landed>> files() {
    return files;
  }

  Set<String> roots() {
    return roots;
  }

  boolean knows(String path) {
    return known.contains(path);
  }

  boolean isAccepted(String path, long length) {
    return acceptedLengths.getOrDefault(path, Long.MIN_VALUE) == length;
  }

  boolean isAcceptedMissing(Landed landed) {
    return isAccepted(landed.file().path(), -1);
  }

  static String directory(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
