package io.sluice.tracker.access;

import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Symbolic links on a local disk. Below a state directory and below a staging they are refused:
 * Sluice makes none there, and through one it would read, move or delete what lies elsewhere. Below
 * a topic's directory those of this user and of root are followed, such as time partitions that
 * were moved to another disk; another user's may lead anywhere. The directories themselves, and
 * those above, may be links.
 *
 * @param stateDirectory absolute
 */
public record LocalLinks(Path stateDirectory, User user) {
  private static final String STAGING = ".sluice-staging";
  private static final int ROOT = 0;

  /** The user of this process. */
  @FunctionalInterface
  public interface User {
    String name() throws IOException;
  }

  /** Links as the user of this process sees them. */
  public LocalLinks(Path stateDirectory) {
    this(stateDirectory, LocalRights::user);
  }

  /** Refuses a path with a link below the state directory, or below a staging directory. */
  public void refuse(Path path) throws UnreadableStateException {
    if (path.startsWith(stateDirectory)) {
      refuseAny(stateDirectory, path);
      return;
    }
    for (Path at = path; at != null; at = at.getParent()) {
      Path topic = at.getParent();
      if (at.endsWith(STAGING) && topic != null) {
        refuseAny(topic, path);
        return;
      }
    }
  }

  private static void refuseAny(Path root, Path path) throws UnreadableStateException {
    for (Path at = path;
        at != null && at.getNameCount() > root.getNameCount();
        at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw new UnreadableStateException(
            "Cannot use "
                + path
                + ": "
                + at
                + " is a symbolic link, and Sluice makes none there. Nothing was moved or deleted"
                + " through it. Move it away, and look who may write there: ls -ld "
                + ShellWord.of(root.toString()));
      }
    }
  }

  /**
   * Refuses to move a staged file to where another user's link leads, a link leads to no directory,
   * or something else than a directory lies in the way, all below the directory that both paths
   * have in common, which is the topic's.
   */
  public void refuse(Path staged, Path target) throws IOException {
    Path topic = target.getParent();
    while (topic != null && !staged.startsWith(topic)) {
      topic = topic.getParent();
    }
    if (topic == null) {
      return;
    }
    refuseAny(topic, staged);
    Path real = PathWalk.to(topic).end();
    PathWalk walk = PathWalk.to(real.resolve(topic.relativize(target)));
    for (Path link : walk.links()) {
      refuseLink(target, link);
    }
    for (Path directory : walk.directories()) {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new UnreadableStateException(
            "Cannot land %s: %s is no directory. Nothing was moved. Move it away: mv %s ELSEWHERE"
                .formatted(target, directory, ShellWord.of(directory.toString())));
      }
    }
  }

  private void refuseLink(Path target, Path link) throws IOException {
    String owner = Files.getOwner(link, LinkOption.NOFOLLOW_LINKS).getName();
    boolean isRoots =
        link.getFileSystem().supportedFileAttributeViews().contains("unix")
            && (int) Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS) == ROOT;
    if (!isRoots && !owner.equals(user.name())) {
      throw new UnreadableStateException(
          "Cannot land %s: %s is a symbolic link of user %s, who may have it lead anywhere. Nothing was moved. Remove it (rm %s), or, if it is meant, have root give it to this user: chown -h %s %s"
              .formatted(
                  target,
                  link,
                  owner,
                  ShellWord.of(link.toString()),
                  ShellWord.of(user.name()),
                  ShellWord.of(link.toString())));
    }
    if (!Files.isDirectory(link)) {
      throw new UnreadableStateException(
          "Cannot land %s: %s is a symbolic link to %s, and there is no directory. Nothing was moved. Mount the disk that it leads to, or remove the link: rm %s"
              .formatted(
                  target, link, Files.readSymbolicLink(link), ShellWord.of(link.toString())));
    }
  }
}
