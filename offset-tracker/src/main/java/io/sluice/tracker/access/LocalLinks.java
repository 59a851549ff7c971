package io.sluice.tracker.access;

import io.sluice.tracker.json.UnreadableStateException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Refuses symbolic links on a local disk below a state directory and below a topic's directory:
 * Sluice makes none there, and through one it would read, move or delete what lies elsewhere. The
 * directories themselves, and those above, may be links.
 *
 * @param stateDirectory absolute
 */
public record LocalLinks(Path stateDirectory) {
  private static final String STAGING = ".sluice-staging";

  /** Refuses a path that leads through a link below the state directory, or below a staging. */
  public void refuse(Path path) throws UnreadableStateException {
    if (path.startsWith(stateDirectory)) {
      refuse(stateDirectory, path);
      return;
    }
    for (Path at = path; at != null; at = at.getParent()) {
      Path topic = at.getParent();
      if (at.endsWith(STAGING) && topic != null) {
        refuse(topic, path);
        return;
      }
    }
  }

  /** Refuses a link below what both have in common, which is a topic's directory. */
  public void refuse(Path staged, Path target, Path directoryOfTarget)
      throws UnreadableStateException {
    Path common = directoryOfTarget;
    while (common != null && !staged.startsWith(common)) {
      common = common.getParent();
    }
    if (common != null) {
      refuse(common, staged);
      refuse(common, target);
    }
  }

  private static void refuse(Path root, Path path) throws UnreadableStateException {
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
                + root);
      }
    }
  }
}
