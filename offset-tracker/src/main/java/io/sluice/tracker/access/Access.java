package io.sluice.tracker.access;

/**
 * Owner, group and rights of a directory.
 *
 * @param isOwn whether its owner is the user of this process
 * @param mode the nine bits of its rights
 * @param hasAcl whether other users and groups are named
 */
public record Access(String owner, boolean isOwn, String group, int mode, boolean hasAcl) {
  private static final int BITS = 9;
  private static final int OF_OTHERS = 0007;
  private static final String LETTERS = "rwxrwxrwx";

  /**
   * Returns whether users can read or enter it who are neither its owner, nor named, nor in its
   * group.
   */
  public boolean isOpenToOthers() {
    return (mode & OF_OTHERS) != 0;
  }

  /** The rights as {@code ls -l} shows them, with a plus if there is an ACL. */
  public String rights() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < BITS; i++) {
      text.append((mode >> (BITS - 1 - i) & 1) == 0 ? '-' : LETTERS.charAt(i));
    }
    return hasAcl ? text + "+" : text.toString();
  }

  /** Owner, group and rights, for messages. */
  @Override
  public String toString() {
    return "owner %s, group %s, rights %s".formatted(owner, group, rights());
  }
}
