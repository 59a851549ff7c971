package io.sluice.tracker.commit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toList;

import io.sluice.tracker.ledger.EntryCodec;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.retention.Digest;
import io.sluice.tracker.retention.Digests;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at a ledger from outside, and remembers what it has seen to count. */
final class LedgerSight {
  private final MemoryStore files;
  private final Layout layout;
  private final TreeMap<Long, byte[]> contents = new TreeMap<>();
  private final TreeMap<Long, StoredEntry> known = new TreeMap<>();
  private final List<String> outOfOrder = new ArrayList<>();
  private long letGo;

  /** The first version of which it knows. */
  private long begin = 1;

  LedgerSight(MemoryStore files, Layout layout) {
    this.files = files;
    this.layout = layout;
  }

  /** Knows what stands there as if it had always been so. */
  static LedgerSight restored(MemoryStore files, Layout layout) {
    LedgerSight sight = new LedgerSight(files, layout);
    sight.letGo =
        files.list(layout.ledger()).stream()
                .mapToLong(item -> Long.parseLong(item.name()))
                .min()
                .orElse(1)
            - 1;
    sight.begin = sight.letGo + 1;
    return sight;
  }

  LedgerSight copy(MemoryStore copied) {
    LedgerSight copy = new LedgerSight(copied, layout);
    copy.contents.putAll(contents);
    copy.known.putAll(known);
    copy.outOfOrder.addAll(outOfOrder);
    copy.letGo = letGo;
    copy.begin = begin;
    return copy;
  }

  /**
   * Ledger retention lets an entry go, the oldest first: what is put there later counts for
   * nothing.
   *
   * @return what is wrong with that
   */
  Optional<String> deleted(String path) {
    String directory = layout.ledger() + "/";
    if (path.startsWith(directory) && known.containsKey(version(path, directory))) {
      long version = version(path, directory);
      for (long older : known.subMap(letGo, false, Math.max(letGo, version), false).keySet()) {
        if (files.read(layout.entry(older)).isPresent()) {
          outOfOrder.add("version " + version + " was let go before version " + older);
        }
      }
      letGo = Math.max(letGo, version);
      return version == known.lastKey()
          ? Optional.of("DigestBeforeDeletion: version " + version + ", the head, was let go")
          : notDigested(version);
    }
    return Optional.empty();
  }

  /** Why no digest sums an entry up that is gone. */
  private Optional<String> notDigested(long version) {
    try {
      Digest digest = new Digests(files, layout).current();
      StoredEntry last = known.get(digest.upTo());
      return digest.upTo() >= version && last != null && last.checksum().equals(digest.checksum())
          ? Optional.empty()
          : Optional.of(
              "DigestBeforeDeletion: version %d went, the digest goes up to %d"
                  .formatted(version, digest.upTo()));
    } catch (IOException e) {
      return Optional.of("DigestBeforeDeletion: version " + version + " went, " + e);
    }
  }

  private static long version(String path, String directory) {
    return Long.parseLong(path.substring(directory.length()));
  }

  /**
   * Looks again.
   *
   * @param breaks takes what breaks the chain
   * @return entries that were not seen before
   */
  List<StoredEntry> look(List<String> breaks) throws IOException {
    breaks.addAll(outOfOrder);
    outOfOrder.clear();
    List<Long> versions =
        files.list(layout.ledger()).stream()
            .map(Item::name)
            .map(Long::valueOf)
            .filter(version -> version > letGo)
            .sorted()
            .collect(toList());
    List<StoredEntry> news = new ArrayList<>();
    for (long version : versions) {
      Optional<byte[]> content = files.read(layout.entry(version));
      byte[] before = contents.get(version);
      if (content.isPresent() && (before == null || !Arrays.equals(before, content.get()))) {
        if (before != null) {
          breaks.add("version " + version + " is another than it was");
        }
        news.add(take(version, content.get(), breaks));
      }
    }
    for (long version : known.tailMap(letGo, false).keySet()) {
      if (!versions.contains(version)) {
        breaks.add("version " + version + " is gone");
      }
    }
    return news;
  }

  private StoredEntry take(long version, byte[] content, List<String> breaks) throws IOException {
    StoredEntry entry =
        new StoredEntry(
            EntryCodec.read(content, layout.entry(version)), EntryCodec.checksum(content));
    StoredEntry previous = known.get(version - 1);
    String expected = previous == null ? "" : previous.checksum();
    boolean isFirst = version == begin && begin > 1;
    if ((!isFirst && !entry.entry().header().previous().equals(expected))
        || (previous == null && version != begin)
        || entry.version() != version) {
      breaks.add("the chain breaks below version " + version);
    }
    contents.put(version, content);
    known.put(version, entry);
    return entry;
  }

  /** All entries that count, or did before they were let go, ascending. */
  List<StoredEntry> entries() {
    return List.copyOf(known.values());
  }

  boolean isLetGo(StoredEntry entry) {
    return entry.version() <= letGo;
  }

  Optional<StoredEntry> head() {
    return Optional.ofNullable(known.lastEntry()).map(Map.Entry::getValue);
  }

  boolean isMarked(StoredEntry entry) {
    return files
        .read(layout.publishedMark(entry.version()))
        .filter(mark -> new String(mark, US_ASCII).equals(entry.checksum()))
        .isPresent();
  }

  boolean isPublished(StoredEntry entry) {
    return isLetGo(entry) || entry.entry().files().isEmpty() || isMarked(entry);
  }
}
