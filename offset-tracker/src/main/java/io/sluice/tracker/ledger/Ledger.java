package io.sluice.tracker.ledger;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.AppendAnswer.AlreadyCommitted;
import io.sluice.tracker.ledger.AppendAnswer.Committed;
import io.sluice.tracker.ledger.AppendAnswer.Conflict;
import io.sluice.tracker.ledger.AppendAnswer.Fenced;
import io.sluice.tracker.ledger.AppendAnswer.Unknown;
import io.sluice.tracker.ledger.VersionStatus.Counts;
import io.sluice.tracker.ledger.VersionStatus.OffChain;
import io.sluice.tracker.ledger.VersionStatus.Vacant;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Refusal;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The numbered entries of one ledger. An entry counts if the chain of checksums from the head
 * reaches it: what a late writer puts into a version that was let go is not reached.
 */
public final class Ledger {
  private static final Log LOG = Log.of(Ledger.class);

  private final Store store;
  private final Layout layout;
  private final String ingestion;
  private final RetryPolicy retryPolicy;

  /**
   * Reads nothing yet.
   *
   * @param layout of the state directory, or of its maintenance
   * @param retryPolicy for how long {@link #append} goes on
   */
  public Ledger(Store store, Layout layout, String ingestion, RetryPolicy retryPolicy) {
    this.store = store;
    this.layout = layout;
    this.ingestion = ingestion;
    this.retryPolicy = retryPolicy;
  }

  /** The last entry that counts; empty for an empty ledger. */
  public Optional<StoredEntry> head() throws IOException {
    store.refresh();
    long version = headVersion();
    if (version == 0) {
      return Optional.empty();
    }
    Optional<StoredEntry> head = entry(version);
    if (head.isEmpty()) {
      throw new LedgerDamagedException(layout.entry(version), "it was listed and cannot be read");
    }
    return head;
  }

  /** The version of the head, 0 for an empty ledger. */
  public long headVersion() throws IOException {
    return versions().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** All versions at which something stands, ascending. */
  public List<Long> versions() throws IOException {
    return store.list(layout.ledger()).stream()
        .map(Item::name)
        .filter(Ledger::isVersion)
        .map(Long::valueOf)
        .sorted()
        .toList();
  }

  /** Whether a name is that of a version. */
  public static boolean isVersion(String name) {
    return name.length() <= 18
        && !name.isEmpty()
        && name.charAt(0) != '0'
        && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The entry at a version, whether it counts or not. */
  public Optional<StoredEntry> entry(long version) throws IOException {
    String path = layout.entry(version);
    Optional<byte[]> content = store.read(path);
    return content.isEmpty() ? Optional.empty() : Optional.of(decode(version, content.get()));
  }

  /**
   * The run or act that put the entry which stands at a version; empty if nothing stands there, as
   * where it was let go.
   */
  public Optional<String> runId(long version) throws IOException {
    String path = layout.entry(version);
    Optional<byte[]> content = store.read(path);
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(EntryCodec.readHeader(content.get(), path).runId());
  }

  private StoredEntry decode(long version, byte[] content) throws UnreadableStateException {
    String path = layout.entry(version);
    Entry entry = EntryCodec.read(content, path);
    if (entry.version() != version) {
      throw new LedgerDamagedException(path, "it says that it is version " + entry.version());
    }
    if (!entry.header().ingestion().equals(ingestion)) {
      throw new ForeignLedgerException(
          layout.stateDirectory(), ingestion, entry.header().ingestion());
    }
    Optional<String> fault = EntryPaths.fault(entry);
    if (fault.isPresent()) {
      throw LedgerDamagedException.edited(path, fault.get());
    }
    return new StoredEntry(entry, EntryCodec.checksum(content));
  }

  /** The entry at a version and whether it counts, as of now. */
  public VersionStatus standing(long version) throws IOException {
    store.refresh();
    Optional<StoredEntry> stands = entry(version);
    long head = headVersion();
    if (stands.isEmpty() && head >= version) {
      stands = entry(version); // it came between the two looks, and perhaps others behind it
    }
    if (stands.isEmpty()) {
      return head > version
          ? new OffChain("version " + version + " is gone, the head is " + head)
          : new Vacant();
    }
    return reaches(head, version)
        ? new Counts(stands.get())
        : new OffChain(
            "the chain of checksums from head " + head + " does not reach version " + version);
  }

  /** Whether the chain of checksums from {@code from} comes down to {@code to}. */
  private boolean reaches(long from, long to) throws IOException {
    Optional<byte[]> content = from > to ? store.read(layout.entry(from)) : Optional.empty();
    for (long version = from; version > to; version--) {
      Optional<byte[]> before = store.read(layout.entry(version - 1));
      if (content.isEmpty()
          || before.isEmpty()
          || !EntryCodec.readHeader(content.get(), layout.entry(version))
              .previous()
              .equals(EntryCodec.checksum(before.get()))) {
        return false;
      }
      content = before;
    }
    return true;
  }

  /**
   * Puts an entry at its version, or learns what else stands there. A put that was answered by an
   * error may still be executed, so an absent entry proves nothing: it is put again until something
   * stands there or the patience is at its end.
   */
  public AppendAnswer append(Entry entry) {
    byte[] content = EntryCodec.write(entry);
    String checksum = EntryCodec.checksum(content);
    String path = layout.entry(entry.version());
    String why = "it is not there although it was put";
    Optional<Refusal> refusal = Optional.empty();
    RetryPolicy.Tries tries = retryPolicy.begin();
    do {
      try {
        store.putIfAbsent(path, content);
      } catch (IOException e) {
        if (tries.isToBeLogged()) {
          LOG.warn("The put was not answered, path={}", path, e);
        }
        why = FirstLine.of(e.toString());
        refusal = Refusal.of(e);
      }
      try {
        VersionStatus standing = standing(entry.version());
        if (standing instanceof Counts counts) {
          return answer(entry, checksum, counts.entry());
        }
        if (standing instanceof OffChain left) {
          return new Unknown(left.why());
        }
      } catch (UnreadableStateException e) {
        return new Unknown(e.getMessage());
      } catch (IOException e) {
        if (tries.isToBeLogged()) {
          LOG.warn("What stands there could not be read, path={}", path, e);
        }
        why = FirstLine.of(e.toString());
      }
    } while (tries.again());
    return new Unknown(
        "Cannot determine whether "
            + path
            + " is there: "
            + FirstLine.of(why)
            + ". "
            + refusal
                .map(each -> each.remedy() + "; the next run finds out.")
                .orElse("The next run finds out."));
  }

  private static AppendAnswer answer(Entry wanted, String checksum, StoredEntry stands) {
    if (stands.entry() instanceof Fence fence && fence.fenced().equals(wanted.runId())) {
      return new Fenced(stands);
    }
    if (stands.checksum().equals(checksum)) {
      return new Committed(stands);
    }
    return stands.entry().runId().equals(wanted.runId())
        ? new AlreadyCommitted(stands)
        : new Conflict(stands);
  }
}
