package io.sluice.tracker.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory, for tests, and as the simplest reference of a store. */
public final class MemoryStore implements StagingStore {
  private static final class Stored {
    private final byte[] content;
    private final long modified;

    private Stored(byte[] content, long modified) {
      this.content = content.clone();
      this.modified = modified;
    }

    private byte[] content() {
      return content.clone();
    }

    private Item item(String name) {
      return new Item(name, Item.Type.FILE, content.length, modified);
    }
  }

  private final InstantSource clock;
  private final TreeMap<String, Stored> files = new TreeMap<>();

  public MemoryStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Put putIfAbsent(String path, byte[] content) {
    return files.putIfAbsent(path, stored(content)) == null ? Put.DONE : Put.TAKEN;
  }

  private Stored stored(byte[] content) {
    return new Stored(content, clock.millis());
  }

  @Override
  public synchronized Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path)).map(Stored::content);
  }

  @Override
  public synchronized List<Item> list(String directory) {
    Stored itself = files.get(directory);
    if (itself != null) {
      return List.of(itself.item(""));
    }
    String prefix = directory + "/";
    Map<String, Item> items = new HashMap<>();
    files
        .subMap(prefix, directory + (char) ('/' + 1))
        .forEach(
            (path, stored) -> {
              String rest = path.substring(prefix.length());
              int slash = rest.indexOf('/');
              Item item =
                  slash < 0
                      ? stored.item(rest)
                      : new Item(rest.substring(0, slash), Item.Type.DIRECTORY, 0, stored.modified);
              items.merge(item.name(), item, MemoryStore::later);
            });
    return List.copyOf(items.values());
  }

  /** A directory was changed when the last of its files was. */
  private static Item later(Item one, Item other) {
    return one.modified() > other.modified() ? one : other;
  }

  /** Adds all files of another store. */
  public synchronized void addAll(MemoryStore other) {
    synchronized (other) {
      files.putAll(other.files);
    }
  }

  @Override
  public synchronized Move moveOnce(String staged, String target) {
    Stored stored = files.get(staged);
    if (stored == null || files.containsKey(target)) {
      return Move.NOT_DONE;
    }
    files.remove(staged);
    files.put(target, stored);
    return Move.DONE;
  }

  @Override
  public synchronized void delete(String path) {
    files.remove(path);
    files.subMap(path + "/", path + (char) ('/' + 1)).clear();
  }

  @Override
  public void refresh() {}

  @Override
  public StagedOutput open(String staged) throws IOException {
    if (putIfAbsent(staged, new byte[0]) == Put.TAKEN) {
      throw new FileAlreadyExistsException(staged);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new ChecksummedOutput(bytes, () -> fill(staged, bytes.toByteArray()));
  }

  private synchronized void fill(String staged, byte[] content) throws IOException {
    if (files.replace(staged, stored(content)) == null) {
      throw new IOException(
          "Cannot close staged file "
              + staged
              + ": it was deleted meanwhile. Its run is over; nothing is to be done.");
    }
  }

  /** All paths, in order. */
  public synchronized List<String> paths() {
    return new ArrayList<>(files.keySet());
  }
}
