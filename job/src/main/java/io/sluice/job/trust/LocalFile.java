package io.sluice.job.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * Owner, group and rights of a local file, and of the directory that it is named in, by which
 * another file can be put in its place.
 *
 * @param user of this process; -1 if that is not known
 * @param mode of the file that a link leads to; likewise the owner and the group
 * @param directoryMode of the directory in which it can be replaced
 */
record LocalFile(
    Path path,
    int user,
    Owner owner,
    Owner group,
    int mode,
    Owner directoryGroup,
    int directoryMode) {
  private static final int OTHERS_READ = 0004;
  private static final int OTHERS_WRITE = 0002;
  private static final int GROUP_READS = 0040;
  private static final int GROUP_WRITES = 0020;

  /** Who did not make a file there cannot replace it. */
  private static final int STICKY = 01000;

  private static final String MODE = "unix:mode";
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  /** A user or a group. */
  record Owner(int id, String name) {
    private boolean isRoot() {
      return id == 0;
    }
  }

  /** Empty if there is no such file, or files have no rights there. */
  static Optional<LocalFile> of(Path path) throws IOException {
    if (!Files.exists(path)
        || !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    Path directory = directory(path);
    return Optional.of(
        new LocalFile(
            path,
            thisUser(),
            owner(path),
            group(path),
            (int) Files.getAttribute(path, MODE),
            group(directory),
            (int) Files.getAttribute(directory, MODE)));
  }

  /** Where it is named, or where a link leads to if that is where it can be replaced. */
  private static Path directory(Path path) throws IOException {
    Path linked = parent(path.toRealPath());
    int mode = (int) Files.getAttribute(linked, MODE);
    boolean isOpen = (mode & (OTHERS_WRITE | GROUP_WRITES)) != 0 && (mode & STICKY) == 0;
    return isOpen ? linked : parent(path.toAbsolutePath());
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static int thisUser() throws IOException {
    return Files.exists(THIS_PROCESS, LinkOption.NOFOLLOW_LINKS)
        ? (int) Files.getAttribute(THIS_PROCESS, "unix:uid")
        : -1;
  }

  private static Owner owner(Path path) throws IOException {
    return new Owner(
        (int) Files.getAttribute(path, "unix:uid"), attributes(path).owner().getName());
  }

  private static Owner group(Path path) throws IOException {
    return new Owner(
        (int) Files.getAttribute(path, "unix:gid"), attributes(path).group().getName());
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class);
  }

  /** Whether anybody may change it, or put another file in its place. */
  boolean isWrittenByAll() {
    return (mode & OTHERS_WRITE) != 0 || lets(OTHERS_WRITE);
  }

  /** Whether a group of several users may do so. */
  boolean isWrittenByItsGroup() {
    return ((mode & GROUP_WRITES) != 0 && isShared(group))
        || (lets(GROUP_WRITES) && isShared(directoryGroup));
  }

  /** Whether it is another user's, who may change it at any time. */
  boolean isAnothers() {
    return !owner.isRoot() && user >= 0 && owner.id() != user;
  }

  /**
   * Whether somebody may read it who is neither its owner nor root. A file that an administrator
   * gives to this user by its group is read by that group on purpose.
   */
  boolean isReadByOthers() {
    return (mode & OTHERS_READ) != 0
        || ((mode & GROUP_READS) != 0 && isShared(group) && !isGivenByRoot());
  }

  private boolean isGivenByRoot() {
    return owner.isRoot() && user != owner.id();
  }

  private boolean lets(int right) {
    return (directoryMode & right) != 0 && (directoryMode & STICKY) == 0;
  }

  /** A group of its owner's name is the owner's alone, as many systems make it. */
  private boolean isShared(Owner who) {
    return !who.isRoot() && !who.name().equals(owner.name());
  }

  /** Owner, group and rights, for messages; those of the directory where they are the reason. */
  @Override
  public String toString() {
    return "owner %s, group %s, rights %s, directory %s"
        .formatted(owner.name(), group.name(), rights(mode), rights(directoryMode));
  }

  private static String rights(int mode) {
    StringBuilder rights = new StringBuilder();
    for (int bit = 0400; bit > 0; bit >>= 1) {
      rights.append((mode & bit) == 0 ? '-' : "xwr".charAt(Integer.numberOfTrailingZeros(bit) % 3));
    }
    return rights.toString();
  }
}
