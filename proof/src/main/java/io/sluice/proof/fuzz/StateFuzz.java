package io.sluice.proof.fuzz;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.retention.Digests;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.state.StateInUse;
import io.sluice.tracker.store.MemoryStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A state directory as runs leave it, one file of which somebody has changed. Everything that a run
 * and the verbs do with it is done: each act ends as it would, or is refused by an {@link
 * IOException} with a message for people; and no file of others is moved, changed or deleted.
 */
final class StateFuzz implements FuzzCommand.Target {
  /** Of so many files that cannot be read, one is put to all acts. */
  private static final long ALL_ACTS_OF_REFUSED = 16;

  private final StateInUse state = new StateInUse();
  private final Layout layout = state.layout();
  private final MemoryStore published = state.copy();
  private final MemoryStore unpublished = state.unpublished();
  private final Map<String, List<String>> pathsByKind = new TreeMap<>();

  StateFuzz() throws IOException {
    for (String path : published.paths()) {
      if (path.startsWith(layout.stateDirectory() + "/")) {
        pathsByKind.computeIfAbsent(kind(path), kind -> new ArrayList<>()).add(path);
      }
    }
  }

  /** The directory of the state that a file is in, or its name in that of a run. */
  private String kind(String path) {
    String[] names = path.substring(layout.stateDirectory().length() + 1).split("/", -1);
    return switch (names[0]) {
      case "runs" -> names[3].equals("manifests") ? "manifests" : names[3];
      case "maintenance" -> "maintenance-" + names[1];
      default -> names[0];
    };
  }

  @Override
  public List<String> kinds() {
    return List.copyOf(pathsByKind.keySet());
  }

  @Override
  public void fuzz(String kind, long seed) throws IOException {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + kind.hashCode());
    MemoryStore store = state.copy();
    if (random.nextBoolean()) {
      store.paths().forEach(store::delete);
      store.addAll(unpublished);
    }
    List<String> paths = pathsByKind.getOrDefault(kind, List.of());
    String path = paths.get(random.nextInt(paths.size()));
    byte[] changed = ChangedBytes.of(store.read(path).orElse(new byte[0]), random);
    store.delete(path);
    store.putIfAbsent(path, changed);
    MemoryStore before = state.copy();
    before.paths().forEach(before::delete);
    before.addAll(store);
    Tracker tracker = state.tracker(store);
    // What cannot be read at all is refused alike by all that read it.
    Optional<String> refusal = StateInUse.refusal(reading(kind, path, tracker, store));
    if (refusal.isPresent() && seed % ALL_ACTS_OF_REFUSED != 0) {
      return;
    }
    StateInUse.acts(tracker).values().forEach(StateInUse::refusal);
    Optional<String> harm = state.harm(before, store);
    if (harm.isPresent()) {
      throw new AssertionError(harm.get());
    }
  }

  /** The act that reads the one file and does no more. */
  private StateInUse.Act reading(String kind, String path, Tracker tracker, MemoryStore store) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return switch (kind) {
      case "ledger" -> () -> tracker.ledger().entry(Long.parseLong(name));
      case "maintenance-ledger" -> () -> tracker.maintenance().entry(Long.parseLong(name));
      case "digests" -> () -> new Digests(store, layout).current();
      case "plan.json" -> () -> tracker.runs().plansOn(tracker.ledger().headVersion());
      default -> () -> {};
    };
  }
}
