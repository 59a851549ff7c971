package io.sluice.job.planning.landing;

import io.sluice.tracker.access.Access;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory whose directories have owners, rights and encryption zones. */
final class FakeAccess implements StagingStore {
  private final MemoryStore store = new MemoryStore(InstantSource.system());
  private final List<String> guarded = new ArrayList<>();

  /** By directory. */
  final Map<String, Access> access = new TreeMap<>();

  /** The key of the zone that begins at each directory. */
  final Map<String, String> zones = new TreeMap<>();

  /** What is thrown where a file is staged below a directory. */
  final Map<String, IOException> failures = new TreeMap<>();

  /** What is thrown where a directory is guarded. */
  final Map<String, IOException> unguarded = new TreeMap<>();

  List<String> guarded() {
    return List.copyOf(guarded);
  }

  @Override
  public Optional<Access> access(String directory) {
    return Optional.ofNullable(access.get(directory));
  }

  @Override
  public Optional<String> encryptionKey(String path) {
    return zones.entrySet().stream()
        .filter(zone -> (path + "/").startsWith(zone.getKey() + "/"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public void guardLike(String directory, String like) throws IOException {
    guarded.add(directory + " like " + like);
    IOException failure = unguarded.get(directory);
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public StagedOutput open(String staged) throws IOException {
    for (Map.Entry<String, IOException> failure : failures.entrySet()) {
      if (staged.startsWith(failure.getKey() + "/")) {
        throw failure.getValue();
      }
    }
    return store.open(staged);
  }

  @Override
  public Put putIfAbsent(String path, byte[] content) {
    return store.putIfAbsent(path, content);
  }

  @Override
  public Optional<byte[]> read(String path) {
    return store.read(path);
  }

  @Override
  public List<Item> list(String directory) {
    return store.list(directory);
  }

  @Override
  public Move moveOnce(String staged, String target) {
    return store.moveOnce(staged, target);
  }

  @Override
  public void delete(String path) {
    store.delete(path);
  }

  @Override
  public void refresh() {
    store.refresh();
  }
}
