package io.sluice.tracker.retention;

import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.List;
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
    return content.isPresent() ? DigestCodec.read(content.get(), path) : current();
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
