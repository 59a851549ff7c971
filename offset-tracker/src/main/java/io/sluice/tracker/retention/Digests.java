package io.sluice.tracker.retention;

import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.staging.FilePaths;
import io.sluice.tracker.staging.StatedName;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Digests under the number of the version that each goes up to; the highest counts. */
public final class Digests {
  private final Store store;
  private final Layout layout;

  public Digests(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /** The one that counts; {@link Digest#NONE} where no entry was let go yet. */
  public Digest current() throws IOException {
    long highest = versions().stream().mapToLong(Long::longValue).max().orElse(0);
    if (highest == 0) {
      return Digest.NONE;
    }
    String path = layout.digest(highest);
    Optional<byte[]> content = store.read(path);
    // Gone since it was listed: a higher one has taken its place.
    return content.isPresent()
        ? checked(DigestCodec.read(content.get(), path), highest)
        : current();
  }

  /** Retention deletes what a digest sums up, and {@code verify} walks where it says. */
  private Digest checked(Digest digest, long version) throws UnreadableStateException {
    boolean fits =
        digest.upTo() == version
            && digest.directories().keySet().stream().allMatch(StatedName::isPath)
            && digest.directories().entrySet().stream().allMatch(Digests::liesWhereItSays)
            && digest.covered().keySet().stream()
                .allMatch(life -> StatedName.isTopic(life.kafkaPartition().topic()));
    if (!fits) {
      throw new UnreadableStateException(
          "Cannot use digest "
              + layout.digest(version)
              + ": it is of version "
              + digest.upTo()
              + ", or names directories that no topic can have landed in, so it was edited. Nothing"
              + " was moved or deleted. Restore it from a backup, and look who may write in the"
              + " state directory.");
    }
    return digest;
  }

  private static boolean liesWhereItSays(Map.Entry<String, FilesSum> directory) {
    String timePartition = directory.getValue().timePartition();
    String path = directory.getKey();
    return FilePaths.isOf(
        directory.getValue().topic(),
        !timePartition.isEmpty() && path.endsWith("/" + timePartition)
            ? path.substring(0, path.length() - timePartition.length() - 1)
            : path);
  }

  void put(Digest digest) throws IOException {
    store.putIfAbsent(layout.digest(digest.upTo()), DigestCodec.write(digest));
  }

  void deleteBelow(long version) throws IOException {
    for (long lower : versions()) {
      if (lower < version) {
        store.delete(layout.digest(lower));
      }
    }
  }

  private List<Long> versions() throws IOException {
    return store.list(layout.digests()).stream()
        .map(Item::name)
        .filter(name -> name.matches("[1-9][0-9]{0,17}"))
        .map(Long::valueOf)
        .toList();
  }
}
