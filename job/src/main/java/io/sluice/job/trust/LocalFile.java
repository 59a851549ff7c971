package io.sluice.job.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** Owner, group and rights of a local file, or of a directory or a link on its path. */
record LocalFile(Path path, Kind kind, Owner owner, Owner group, int mode) {
  private static final int OTHERS_READ = 0004;
  private static final int OTHERS_WRITE = 0002;
  private static final int GROUP_READS = 0040;
  private static final int GROUP_WRITES = 0020;

  /** In such a directory, only the owner of a file can replace it. */
  private static final int STICKY = 01000;

  /** Role on the path to a file. */
  enum Kind {
    /** The file itself, possibly the target of a link. */
    FILE,
    DIRECTORY,
    /** A link, which has no rights: only its owner can change it. */
    LINK
  }

  /** A user or a group. */
  record Owner(int id, String name) {
    private boolean isRoot() {
      return id == 0;
    }
  }

  static LocalFile of(Kind kind, Path path) throws IOException {
    LinkOption[] options =
        kind == Kind.LINK ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, options);
    return new LocalFile(
        path,
        kind,
        new Owner(
            (int) Files.getAttribute(path, "unix:uid", options), attributes.owner().getName()),
        new Owner(
            (int) Files.getAttribute(path, "unix:gid", options), attributes.group().getName()),
        (int) Files.getAttribute(path, "unix:mode", options));
  }

  /** Returns whether all users can change it, or replace a file through it. */
  boolean isWrittenByAll() {
    return lets(OTHERS_WRITE);
  }

  /** Returns whether a group of several users can do so. */
  boolean isWrittenByAGroup(Owner user) {
    return lets(GROUP_WRITES) && isShared(user);
  }

  private boolean lets(int right) {
    return switch (kind) {
      case FILE -> (mode & right) != 0;
      case DIRECTORY -> (mode & right) != 0 && (mode & STICKY) == 0;
      case LINK -> false;
    };
  }

  /** Returns whether it belongs neither to this user nor to root. */
  boolean isAnothers(Owner user) {
    return !owner.isRoot() && user.id() >= 0 && owner.id() != user.id();
  }

  /**
   * Returns whether users other than its owner and root can read it. If an administrator makes a
   * file readable for this user by its group, that group may read it.
   */
  boolean isReadByOthers(Owner user) {
    boolean isGivenByRoot = owner.isRoot() && user.id() != owner.id();
    return (mode & OTHERS_READ) != 0
        || ((mode & GROUP_READS) != 0 && isShared(user) && !isGivenByRoot);
  }

  /** A group with the name of a user contains that user alone, as on many systems. */
  private boolean isShared(Owner user) {
    return !group.isRoot()
        && !group.name().equals(owner.name())
        && !group.name().equals(user.name());
  }

  /** Owner, group and rights, for messages. */
  String rights() {
    StringBuilder rights = new StringBuilder();
    for (int bit = 0400; bit > 0; bit >>= 1) {
      rights.append((mode & bit) == 0 ? '-' : "xwr".charAt(Integer.numberOfTrailingZeros(bit) % 3));
    }
    return "owner %s, group %s, rights %s%s"
        .formatted(
            owner.name(), group.name(), rights, (mode & STICKY) == 0 ? "" : " and the sticky bit");
  }
}
