package io.sluice.tracker.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users who can write to files and directories, besides their owners. */
interface Writers {
  /**
   * A file or directory.
   *
   * @param others who can write to it besides its owner, as text; a group with the owner's name
   *     counts as the owner
   * @param enterers whether users other than the owner can access its contents
   */
  record Item(
      String path, String owner, List<String> others, Stickiness stickiness, Entry enterers) {
    public Item {
      others = List.copyOf(others);
    }
  }

  /** Whether users can delete and rename files of other users in a directory. */
  enum Stickiness {
    STICKY,
    FREE
  }

  /** The users who can access the contents of a directory. */
  enum Entry {
    OWNER_ONLY,
    OTHERS_TOO
  }

  /** The user of this process. */
  String user() throws IOException;

  /** The item; empty if it does not exist, or if items have no rights there. */
  Optional<Item> at(String path) throws IOException;

  /**
   * The directories above a directory, whether they exist or not: those of its name, and if there
   * are links, those of its target.
   */
  default List<String> above(String directory) throws IOException {
    List<String> above = new ArrayList<>();
    for (Path at = Path.of(directory).getParent(); at != null; at = at.getParent()) {
      above.add(at.toString());
    }
    return above;
  }

  /** A symbolic link, whose owner can lead it elsewhere. */
  record Link(String path, String owner) {}

  /** The links on the way to a directory. */
  default List<Link> links(String directory) throws IOException {
    return List.of();
  }

  /** The direct contents of a directory; empty for a file. */
  List<Item> in(String directory) throws IOException;

  /** A command that removes the right to write from all users except the owner, recursively. */
  String closing(String path);

  /** The same for a directory alone, without its contents and ACL. */
  String closingAlone(String path);

  /** A command that gives a directory to this user. */
  String handingOver(String path) throws IOException;
}
