package io.sluice.tracker.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users who may write in files and directories, beside their owners. */
interface Writers {
  /**
   * A file or directory.
   *
   * @param others who may write in it beside its owner, in words; a group that has its owner's name
   *     is the owner's own
   * @param enterers whether somebody else than the owner may go on to what is in it
   */
  record Item(
      String path, String owner, List<String> others, Stickiness stickiness, Entry enterers) {
    public Item {
      others = List.copyOf(others);
    }
  }

  /** Whether one user may delete and rename in a directory what is another's. */
  enum Stickiness {
    STICKY,
    FREE
  }

  /** Who may go on to what is in a directory. */
  enum Entry {
    OWNER_ONLY,
    OTHERS_TOO
  }

  /** The user of this process. */
  String user() throws IOException;

  /** The item; empty if it is not there, or if items have no rights there. */
  Optional<Item> at(String path) throws IOException;

  /**
   * The directories above a directory, whether they are there or not: those of its name, and where
   * links lead, those of the directory that it is.
   */
  default List<String> above(String directory) throws IOException {
    List<String> above = new ArrayList<>();
    for (Path at = Path.of(directory).getParent(); at != null; at = at.getParent()) {
      above.add(at.toString());
    }
    return above;
  }

  /** All that is right in a directory, nothing if it is a file. */
  List<Item> in(String directory) throws IOException;

  /** A command that takes the right to write from all but the owner, there and in all below. */
  String closing(String path);

  /** The same of a directory alone, whose contents and ACL stay as they are. */
  String closingAlone(String path);

  /** A command that gives a directory to this user. */
  String handingOver(String path) throws IOException;
}
