package io.sluice.tracker.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The users that the directories above a directory keep out of it: a topic is closed, too, where
 * only the directory that it lies in is. A directory elsewhere has to keep out the same users by
 * itself.
 */
record ClosedAbove(boolean toGroup, boolean toOthers) {
  private static final int GROUP_ENTERS = 0010;
  private static final int OTHERS_ENTER = 0001;
  private static final int OF_THE_GROUP = 0070;
  private static final int OF_OTHERS = 0007;

  /** Reads the access to one directory. */
  @FunctionalInterface
  interface Reader {
    /** Of a directory that is there. */
    Access access(String directory) throws IOException;
  }

  /**
   * Looks at the directories above {@code like} that are not above {@code directory}, too.
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
      // With an ACL the bits of the group are a mask, and say nothing of the group.
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

  /** Whether an ACL may name somebody who is kept out. */
  boolean isAny() {
    return toGroup || toOthers;
  }

  /** The mode without the rights of those who are kept out. */
  int without(int mode) {
    return mode & ~(toGroup ? OF_THE_GROUP : 0) & ~(toOthers ? OF_OTHERS : 0);
  }
}
