package io.sluice.proof.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Backups of a state directory, of which a person brings directories back, each of any age. */
final class Restores {
  private static final List<String> DIRECTORIES = List.of("ledger", "published", "runs", "digests");

  private final History history;
  private final List<Map<String, Map<String, byte[]>>> backups = new ArrayList<>();

  Restores(History history) {
    this.history = history;
  }

  /** Makes a backup. */
  void backUp() {
    Map<String, Map<String, byte[]>> backup = new HashMap<>();
    for (String name : DIRECTORIES) {
      String directory = history.world().layout().stateDirectory() + "/" + name;
      Map<String, byte[]> files = new TreeMap<>();
      for (String path : history.world().files().paths()) {
        if (path.startsWith(directory + "/")) {
          history.world().files().read(path).ifPresent(content -> files.put(path, content));
        }
      }
      backup.put(directory, files);
    }
    backups.add(backup);
  }

  /** Brings all directories back as they were at one time, or some of them, each of its own age. */
  void restore() {
    if (backups.isEmpty()) {
      return;
    }
    Random random = history.random();
    Map<String, Map<String, byte[]>> restored = new TreeMap<>();
    Map<String, Map<String, byte[]>> whole = any();
    boolean apart = random.nextBoolean();
    for (String directory : new TreeMap<>(whole).keySet()) {
      if (!apart) {
        restored.put(directory, files(whole, directory));
      } else if (random.nextBoolean()) {
        restored.put(directory, files(any(), directory));
      }
    }
    history.count(Occurrence.STATE_RESTORED);
    history.record("person", "restores " + restored.keySet(), "");
    history.restore(restored);
  }

  private Map<String, Map<String, byte[]>> any() {
    return backups.get(history.random().nextInt(backups.size()));
  }

  private static Map<String, byte[]> files(
      Map<String, Map<String, byte[]>> backup, String directory) {
    return backup.getOrDefault(directory, Map.of());
  }
}
