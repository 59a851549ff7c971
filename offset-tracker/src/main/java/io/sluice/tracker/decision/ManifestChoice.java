package io.sluice.tracker.decision;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Runs;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses one manifest of each task. Any manifest is sufficient whose files exist with the stated
 * lengths. This check protects against external damage; the protocol does not depend on it.
 */
public final class ManifestChoice {
  private static final Log LOG = Log.of(ManifestChoice.class);

  private final Runs runs;
  private final Store store;

  public ManifestChoice(Runs runs, Store store) {
    this.runs = runs;
    this.store = store;
  }

  /** At most one manifest of each task of the plan. */
  public Collection<Manifest> choose(Plan plan) throws IOException {
    Map<Integer, Manifest> chosen = new TreeMap<>();
    for (Manifest manifest : runs.manifests(plan)) {
      if (!chosen.containsKey(manifest.task()) && isUsable(plan, manifest)) {
        chosen.put(manifest.task(), manifest);
      }
    }
    return chosen.values();
  }

  /** The same by the manifests alone: after an entry is put, staged files may have moved. */
  public Collection<Manifest> chosen(Plan plan) throws IOException {
    Map<Integer, Manifest> byTask = new TreeMap<>();
    for (Manifest manifest : runs.manifests(plan)) {
      if (ReadPieces.fits(plan, manifest)) {
        byTask.putIfAbsent(manifest.task(), manifest);
      }
    }
    return byTask.values();
  }

  private boolean isUsable(Plan plan, Manifest manifest) throws IOException {
    if (!ReadPieces.fits(plan, manifest)) {
      LOG.warn(
          "Left out a manifest that does not fit the plan, run={} task={} attempt={}",
          plan.runId(),
          manifest.task(),
          manifest.attempt());
      return false;
    }
    Map<String, Map<String, Long>> lengths = new HashMap<>();
    for (StagedFile file : manifest.files()) {
      int slash = file.staged().lastIndexOf('/');
      String directory = file.staged().substring(0, slash);
      Map<String, Long> listed = lengths.get(directory);
      if (listed == null) {
        listed = lengths(directory);
        lengths.put(directory, listed);
      }
      long length = listed.getOrDefault(file.staged().substring(slash + 1), -1L);
      if (length != file.length()) {
        LOG.warn(
            "Left out a manifest whose file is not as it says, run={} task={} attempt={} path={}"
                + " length={} found={}",
            plan.runId(),
            manifest.task(),
            manifest.attempt(),
            file.staged(),
            file.length(),
            length);
        return false;
      }
    }
    return true;
  }

  private Map<String, Long> lengths(String directory) throws IOException {
    Map<String, Long> lengths = new HashMap<>();
    for (Item item : store.list(directory)) {
      lengths.put(item.name(), item.length());
    }
    return lengths;
  }
}
