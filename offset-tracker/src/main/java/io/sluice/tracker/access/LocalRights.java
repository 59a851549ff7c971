package io.sluice.tracker.access;

import io.sluice.tracker.message.Log;
import io.sluice.tracker.message.ShellWord;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * Group and rights of directories on a local disk. Java cannot read ACLs there: with an ACL, the
 * group bits are its mask.
 */
public final class LocalRights {
  private static final Log LOG = Log.of(LocalRights.class);
  private static final String MODE = "unix:mode";
  private static final int OF_THE_OWNER = 0700;
  private static final int TO_OTHERS = 0077;

  /** New files in a directory get the directory's group. */
  private static final int SET_GROUP = 02000;

  private static final int NINE_BITS = 0777;
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  /** Returns whether files have rights there. */
  public boolean isKnownTo(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** The access to a directory; empty if it is not there. */
  public Optional<Access> access(Path directory) throws IOException {
    if (!isKnownTo(directory) || !Files.isDirectory(directory)) {
      return Optional.empty();
    }
    PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
    String owner = attributes.owner().getName();
    return Optional.of(
        new Access(
            owner,
            owner.equals(user()),
            attributes.group().getName(),
            mode(directory) & NINE_BITS,
            false));
  }

  /** The property may not contain the user's name, for example in a container. */
  static String user() throws IOException {
    return Files.exists(THIS_PROCESS)
        ? Files.getOwner(THIS_PROCESS).getName()
        : System.getProperty("user.name", "");
  }

  private static int mode(Path path) throws IOException {
    return (int) Files.getAttribute(path, MODE) & (SET_GROUP | NINE_BITS);
  }

  /**
   * Restricts {@code directory}, which exists, to the users who can access {@code like}. For a
   * link, its target decides, because its contents can be read without the link too.
   *
   * @throws UnguardedException if this user cannot
   */
  public void guard(Path directory, Path like, Age age) throws IOException {
    int model = mode(like);
    int now = mode(directory);
    PosixFileAttributes from = Files.readAttributes(like, PosixFileAttributes.class);
    ClosedAbove closed =
        ClosedAbove.of(
            like.toRealPath().toString(),
            from.group().getName(),
            directory.toRealPath().toString(),
            above -> access(Path.of(above)).orElseThrow());
    int rights = OF_THE_OWNER | closed.without(model & NINE_BITS);
    PosixFileAttributes of = Files.readAttributes(directory, PosixFileAttributes.class);
    boolean isNoMoreOpen =
        (now & TO_OTHERS) == 0
            || (of.group().equals(from.group()) && (now & TO_OTHERS & ~rights) == 0);
    if (age == Age.OLD && isNoMoreOpen) {
      return;
    }
    close(directory, like, now);
    try {
      Files.getFileAttributeView(directory, PosixFileAttributeView.class).setGroup(from.group());
      Files.setAttribute(directory, MODE, rights | ((model | now) & SET_GROUP));
    } catch (FileSystemException e) {
      LOG.warn(
          "Cannot give a directory the group and rights of another, and what it lacks is given to"
              + " nobody: directory={} like={}",
          directory,
          like,
          e);
    }
  }

  /** From then on it is open to its owner alone, whatever fails. */
  private void close(Path directory, Path like, int now) throws IOException {
    if ((now & TO_OTHERS) == 0) {
      return;
    }
    try {
      Files.setAttribute(directory, MODE, OF_THE_OWNER | (now & SET_GROUP));
    } catch (FileSystemException e) {
      throw new UnguardedException(
          "Cannot keep records of %s in %s: it is open to users to whom the other is closed (%s), and this user may not change that. Have root hand it over: chown %s %s"
              .formatted(
                  like,
                  directory,
                  access(directory).orElseThrow(),
                  user(),
                  ShellWord.of(directory.toString())),
          e);
    }
  }

  /** Whether a directory existed before. */
  public enum Age {
    /** Just created, and accessible to its owner only. */
    NEW,
    OLD
  }
}
