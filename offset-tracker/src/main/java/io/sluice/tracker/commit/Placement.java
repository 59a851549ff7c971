package io.sluice.tracker.commit;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.message.ShellWord;
import io.sluice.tracker.staging.FilePaths;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.store.Refusal;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Moves one file of an entry to its final place, or returns where it is. */
public final class Placement {
  private static final Log LOG = Log.of(Placement.class);

  /**
   * Time limit of a move that is refused: an operator who must grant a right or raise a quota needs
   * longer, and the next run continues.
   */
  static final Duration REFUSED = Duration.ofMinutes(1);

  private final Store store;
  private final Ledger ledger;
  private final PublishedMarks marks;
  private final RetryPolicy retryPolicy;
  private final OwnDirectories own;

  /**
   * Does nothing yet.
   *
   * @param own directories, within which files may be moved
   */
  public Placement(
      Store store,
      Ledger ledger,
      PublishedMarks marks,
      RetryPolicy retryPolicy,
      OwnDirectories own) {
    this.store = store;
    this.ledger = ledger;
    this.marks = marks;
    this.retryPolicy = retryPolicy;
    this.own = own;
  }

  private record Directory(StagedFile.Kind kind, String topic, String path) {}

  /**
   * Fails unless all files of an entry are moved within directories of this ingestion. Must be
   * called before the first file is placed. The ledger has already checked, when it read the entry,
   * that each file is staged and lands within one directory of its topic.
   */
  public void mustBeOwn(StoredEntry entry) throws NotPublishedException {
    Set<Directory> directories = new LinkedHashSet<>();
    for (StagedFile file : entry.entry().files()) {
      directories.add(
          new Directory(file.kind(), file.topic(), FilePaths.directory(file).orElse(file.path())));
    }
    for (Directory directory : directories) {
      boolean isOwn;
      try {
        isOwn =
            own.isOwn(
                entry.entry().header().ledgerId(),
                directory.kind(),
                directory.topic(),
                directory.path());
      } catch (IOException e) {
        throw new NotPublishedException(
            entry,
            "whether %s is this ingestion's could not be read (%s). Nothing was moved"
                .formatted(directory.path(), FirstLine.of(e.toString())),
            "The next run goes on.");
      }
      if (!isOwn) {
        throw notOwn(entry, directory);
      }
    }
  }

  private static NotPublishedException notOwn(StoredEntry entry, Directory directory) {
    String root = directory.path().substring(0, Math.max(1, directory.path().lastIndexOf('/')));
    String key = directory.kind() == StagedFile.Kind.DATA ? "topics.dir" : "quarantine.dir";
    return new NotPublishedException(
        entry,
        "its files of topic %s are to be moved within %s, which is not where %s has the topic, and no file there marks the directory as this ledger's. Nothing was moved"
            .formatted(directory.topic(), ForeignText.line(directory.path()), key),
        "If the ingestion landed there before %s was changed, publish them by one run with --set %s. If not, the entry was edited: look who may write in the state directory, and restore it from a backup."
            .formatted(key, ShellWord.of(key + "=" + ForeignText.line(root))));
  }

  /** The place in which a file was found. */
  public enum Place {
    STAGED,
    LANDED,
    /** Neither staged nor landed, and another process has published the whole version. */
    ALL_PUBLISHED,
    /** Neither staged nor landed, and not published. */
    GONE
  }

  /**
   * Moves the file, and returns where it then is; never {@link Place#STAGED}.
   *
   * @param entry as it was read from the ledger
   * @throws NotPublishedException if it stays staged, or the store does not answer
   */
  public Place place(StoredEntry entry, StagedFile file) throws NotPublishedException {
    RetryPolicy.Tries tries = retryPolicy.begin();
    String why;
    Optional<Refusal> refusal;
    do {
      why = "it is still at " + file.staged();
      refusal = Optional.empty();
      try {
        store.moveOnce(file.staged(), file.path());
      } catch (IOException e) {
        if (tries.isToBeLogged()) {
          LOG.warn("The move was not done or not answered, path={}", file.path(), e);
        }
        why = FirstLine.of(e.toString());
        refusal = Refusal.of(e);
      }
      try {
        Place place = look(entry, file);
        if (place != Place.STAGED) {
          return place;
        }
      } catch (LedgerSetBackException e) {
        throw new NotPublishedException(entry, e);
      } catch (IOException e) {
        if (tries.isToBeLogged()) {
          LOG.warn("Where the file is could not be read, path={}", file.path(), e);
        }
        why = FirstLine.of(e.toString());
      }
    } while (refusal.isPresent() ? tries.againWithin(REFUSED) : tries.again());
    throw new NotPublishedException(
        entry,
        "file " + file.path() + " is not in its place (" + FirstLine.of(why) + ")",
        refusal.map(Refusal::remedy).orElse("Remove what prevents it") + "; the next run goes on.");
  }

  /**
   * Finds the file. The order of the checks matters: a later state in this order can only appear
   * later.
   */
  public Place look(StoredEntry entry, StagedFile file) throws IOException {
    if (isThere(file.staged())) {
      return Place.STAGED;
    }
    if (isThere(file.path())) {
      return Place.LANDED;
    }
    store.refresh();
    if (isThere(file.path())) {
      return Place.LANDED;
    }
    return marks.isMarked(entry) || ledger.headVersion() > entry.version()
        ? Place.ALL_PUBLISHED
        : Place.GONE;
  }

  private boolean isThere(String path) throws IOException {
    return store.list(path).stream().anyMatch(item -> item.name().isEmpty());
  }
}
