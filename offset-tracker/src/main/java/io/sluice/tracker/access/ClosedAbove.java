package io.sluice.tracker.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The users whom the directories above a directory exclude. A topic is also restricted if only a
 * directory above it is; a directory at another place must exclude the same users by itself.
 */
record ClosedAbove(boolean toGroup, boolean toOthers) {
  private static final int GROUP_ENTERS = 0010;
  private static final int OTHERS_ENTER = 0001;
  private static final int OF_THE_GROUP = 0070;
  private static final int OF_OTHERS = 0007;

  /** Reads the access to one directory. */
  @FunctionalInterface
  interface Reader {
    /** The access to a directory that exists. */
    Access access(String directory) throws IOException;
  }

  /**
   * Reads the directories above {@code like} that are not above {@code directory}, too.
   *
   * @param group of {@code like}
   */
  static ClosedAbove of(String like, String group, String directory, Reader reader)
      throws IOException {
    boolean toGroup = false;
    boolean toOthers = false;
    for (String above : apart(like, directory)) {
      Access access = reader.access(above);
      boolean othersEnter = (access.mode() & OTHERS_ENTER) != 0;
      // With an ACL the group bits are a mask, and do not show the rights of the group.
      boolean ofTheGroup = access.group().equals(group) && !access.hasAcl();
      boolean groupEnters =
          ofTheGroup ? (access.mode() & GROUP_ENTERS) != 0 : othersEnter && !access.hasAcl();
      toGroup |= !groupEnters;
      toOthers |= !othersEnter;
    }
    return new ClosedAbove(toGroup, toOthers);
  }

  private static List<String> apart(String like, String directory) {
    List<String> apart = new ArrayList<>();
    for (String above = parent(like);
        !above.equals("/") && !directory.startsWith(above + "/");
        above = parent(above)) {
      apart.add(above);
    }
    return apart;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 1));
  }

  /** Returns whether an ACL may name an excluded user. */
  boolean isAny() {
    return toGroup || toOthers;
  }

  /** The mode without the rights of the excluded users. */
  int without(int mode) {
    return mode & ~(toGroup ? OF_THE_GROUP : 0) & ~(toOthers ? OF_OTHERS : 0);
  }
}
