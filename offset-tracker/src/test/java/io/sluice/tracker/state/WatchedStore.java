package io.sluice.tracker.state;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A store that fails the test where something is moved, deleted or made elsewhere than expected.
 */
record WatchedStore(StagingStore store) implements StagingStore {
  private static String expected(String path) {
    boolean plain = path.indexOf('\0') < 0 && Path.of(path).normalize().toString().equals(path);
    if (!plain || !(path.startsWith("/state/") || path.startsWith("/data/"))) {
      throw new AssertionError("Would touch " + path);
    }
    return path;
  }

  @Override
  public Put putIfAbsent(String path, byte[] content) throws IOException {
    return store.putIfAbsent(expected(path), content);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return store.read(path);
  }

  @Override
  public List<Item> list(String directory) throws IOException {
    return store.list(directory);
  }

  @Override
  public Move moveOnce(String staged, String target) throws IOException {
    return store.moveOnce(expected(staged), expected(target));
  }

  @Override
  public void delete(String path) throws IOException {
    store.delete(expected(path));
  }

  @Override
  public void refresh() throws IOException {
    store.refresh();
  }

  @Override
  public StagedOutput open(String staged) throws IOException {
    return store.open(expected(staged));
  }
}
