package io.sluice.tracker.access;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileContext;

/**
 * Finds users other than the owner who can write to a state directory or replace it. Such users
 * decide what Sluice reads again, moves and deletes; {@code state.dir.shared=true} allows it.
 */
public final class StateRights {
  private static final String ROOT = "root";

  private final Writers writers;

  StateRights(Writers writers) {
    this.writers = writers;
  }

  /** For a state directory in HDFS. */
  public static StateRights of(FileContext files) {
    return new StateRights(new HdfsWriters(files));
  }

  /** For a state directory on a local disk. */
  public static StateRights local() {
    return new StateRights(new LocalWriters());
  }

  /** Use of the state directory. */
  public enum Use {
    /** Its owner may be another user, who runs the ingestion. */
    READ,
    WRITE
  }

  /**
   * Checks a state directory, its contents, and the directories above.
   *
   * @return the reason why others can write there, as a sentence with a command that restricts it;
   *     empty if they cannot, or if files have no rights there
   */
  public Optional<String> fault(String stateDirectory, Use use) throws IOException {
    Optional<String> fault = above(stateDirectory);
    if (fault.isPresent()) {
      return fault;
    }
    Optional<Writers.Item> state = writers.at(stateDirectory);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    if (use == Use.WRITE && !state.get().owner().equals(writers.user())) {
      return Optional.of(
          "it belongs to %s, and this is %s. Run as its owner, or have it handed over: %s"
              .formatted(state.get().owner(), writers.user(), writers.handingOver(stateDirectory)));
    }
    String owner = state.get().owner();
    for (Writers.Link link : writers.links(stateDirectory)) {
      if (!List.of(ROOT, owner, writers.user()).contains(link.owner())) {
        return Optional.of(
            "%s is a link of %s, who could lead it to another directory. Set state.dir to the directory that it leads to"
                .formatted(link.path(), link.owner()));
      }
    }
    Optional<Writers.Item> found = within(state.get(), owner);
    return found.isPresent()
        ? Optional.of(within(found.get(), owner, stateDirectory))
        : Optional.empty();
  }

  private String within(Writers.Item item, String owner, String stateDirectory) throws IOException {
    if (!isOf(owner, item)) {
      return "%s belongs to %s, and the state directory to %s. Look at what is in it, and move it away, or have it handed over: %s"
          .formatted(item.path(), item.owner(), owner, writers.handingOver(item.path()));
    }
    return "%s may write in %s. Close it: %s"
        .formatted(
            String.join(" and ", item.others()), item.path(), writers.closing(stateDirectory));
  }

  /** A user who can write to a directory can rename its contents, unless its sticky bit is set. */
  private Optional<String> above(String stateDirectory) throws IOException {
    for (String at : writers.above(stateDirectory)) {
      Optional<Writers.Item> item = writers.at(at);
      if (item.isPresent()
          && !item.get().others().isEmpty()
          && item.get().stickiness() == Writers.Stickiness.FREE) {
        return Optional.of(
            "%s may write in %s, and put another directory in the place of the state directory. Set state.dir to a directory elsewhere, where and above which only this user writes, or close that one, alone: %s"
                .formatted(
                    String.join(" and ", item.get().others()), at, writers.closingAlone(at)));
      }
    }
    return Optional.empty();
  }

  private boolean isOf(String owner, Writers.Item item) throws IOException {
    return item.owner().equals(owner) || item.owner().equals(writers.user());
  }

  /**
   * The first file or directory, including this one, to which others can write or which another
   * user owns.
   */
  private Optional<Writers.Item> within(Writers.Item item, String owner) throws IOException {
    if (!item.others().isEmpty() || !isOf(owner, item)) {
      return Optional.of(item);
    }
    if (item.enterers() == Writers.Entry.OWNER_ONLY) {
      return Optional.empty();
    }
    List<Writers.Item> below = writers.in(item.path());
    for (Writers.Item each : below) {
      Optional<Writers.Item> found = within(each, owner);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
