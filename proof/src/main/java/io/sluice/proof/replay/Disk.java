package io.sluice.proof.replay;

import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All files of a file system. Never changes: a call makes another one. */
public final class Disk {
  public static final Disk EMPTY = new Disk(new TreeMap<>());

  /** Time stands still here. */
  private static final long MODIFIED = 1;

  /** The disk after a call, and the answer to it. */
  public record Effect(Disk disk, Answer answer) {}

  private final NavigableMap<String, Content> files;
  private final int hash;

  private Disk(NavigableMap<String, Content> files) {
    this.files = files;
    this.hash = files.hashCode();
  }

  /** Does one call. */
  public Effect after(Call call) {
    if (call instanceof Call.Put put) {
      boolean taken = files.containsKey(put.path());
      return new Effect(
          taken ? this : with(put.path(), put.content()),
          new Answer.PutAnswer(taken ? Store.Put.TAKEN : Store.Put.DONE));
    }
    if (call instanceof Call.Read read) {
      return new Effect(this, new Answer.ReadAnswer(read(read.path())));
    }
    if (call instanceof Call.Listing listing) {
      return new Effect(this, new Answer.ListAnswer(list(listing.directory())));
    }
    if (call instanceof Call.Move move) {
      return moved(move);
    }
    if (call instanceof Call.Delete delete) {
      return new Effect(without(delete.path()), new Answer.Done());
    }
    if (call instanceof Call.Open open) {
      return files.containsKey(open.staged())
          ? new Effect(this, new Answer.Exists())
          : new Effect(with(open.staged(), new Content(new byte[0])), new Answer.Done());
    }
    if (call instanceof Call.Close close) {
      return files.containsKey(close.staged())
          ? new Effect(with(close.staged(), close.content()), new Answer.Done())
          : new Effect(this, new Answer.Failed());
    }
    return new Effect(this, new Answer.Done());
  }

  private Effect moved(Call.Move move) {
    Content content = files.get(move.staged());
    if (content == null || files.containsKey(move.target())) {
      return new Effect(this, new Answer.MoveAnswer(Store.Move.NOT_DONE));
    }
    NavigableMap<String, Content> moved = new TreeMap<>(files);
    moved.remove(move.staged());
    moved.put(move.target(), content);
    return new Effect(new Disk(moved), new Answer.MoveAnswer(Store.Move.DONE));
  }

  private Disk with(String path, Content content) {
    NavigableMap<String, Content> more = new TreeMap<>(files);
    more.put(path, content);
    return new Disk(more);
  }

  private Disk without(String path) {
    NavigableMap<String, Content> less = new TreeMap<>(files);
    boolean changed = less.remove(path) != null;
    Map<String, Content> below = less.subMap(path + "/", path + (char) ('/' + 1));
    changed |= !below.isEmpty();
    below.clear();
    return changed ? new Disk(less) : this;
  }

  private Optional<Content> read(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private List<Item> list(String directory) {
    Content itself = files.get(directory);
    if (itself != null) {
      return List.of(new Item("", Item.Type.FILE, itself.length(), MODIFIED));
    }
    String prefix = directory + "/";
    Map<String, Item> items = new TreeMap<>();
    files
        .subMap(prefix, directory + (char) ('/' + 1))
        .forEach(
            (path, content) -> {
              String rest = path.substring(prefix.length());
              int slash = rest.indexOf('/');
              Item item =
                  slash < 0
                      ? new Item(rest, Item.Type.FILE, content.length(), MODIFIED)
                      : new Item(rest.substring(0, slash), Item.Type.DIRECTORY, 0, MODIFIED);
              items.put(item.name(), item);
            });
    return new ArrayList<>(items.values());
  }

  /**
   * Whether a call reads or lists an entry or a mark that is there, which nobody ever changes or
   * takes away where no ledger is let go.
   */
  boolean holdsForEver(Call call) {
    String path =
        call instanceof Call.Read read
            ? read.path()
            : call instanceof Call.Listing listing ? listing.directory() : "";
    return (path.startsWith("/state/ledger/") || path.startsWith("/state/published/"))
        && files.containsKey(path);
  }

  Map<String, Content> files() {
    return Map.copyOf(files);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Disk disk && hash == disk.hash && files.equals(disk.files);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(files.keySet().toArray());
  }
}
