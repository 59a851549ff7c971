package io.sluice.job.trust;

import io.sluice.job.trust.LocalFile.Kind;
import io.sluice.job.trust.LocalFile.Owner;
import io.sluice.tracker.access.PathWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A local file, with all directories and links on its path: a user who can write to one of them can
 * replace the file.
 *
 * @param user of this process; its number is -1 if that is not known
 * @param way the directories and links
 */
record LocalPath(Owner user, LocalFile file, List<LocalFile> way) {
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  LocalPath {
    way = List.copyOf(way);
  }

  /** Reads the path; empty if there is no such file, or files have no rights there. */
  static Optional<LocalPath> of(Path path) throws IOException {
    if (!Files.exists(path)
        || !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    PathWalk walk = PathWalk.to(path);
    List<LocalFile> way = new ArrayList<>();
    for (Path directory : walk.directories()) {
      way.add(LocalFile.of(Kind.DIRECTORY, directory));
    }
    for (Path link : walk.links()) {
      way.add(LocalFile.of(Kind.LINK, link));
    }
    return Optional.of(new LocalPath(thisUser(), LocalFile.of(Kind.FILE, path), way));
  }

  private static Owner thisUser() throws IOException {
    return Files.exists(THIS_PROCESS, LinkOption.NOFOLLOW_LINKS)
        ? new Owner(
            (int) Files.getAttribute(THIS_PROCESS, "unix:uid"),
            Files.getOwner(THIS_PROCESS).getName())
        : new Owner(-1, "");
  }

  /** Those of the file, directories and links that all users can write to. */
  Causes writtenByAll() {
    return those(LocalFile::isWrittenByAll);
  }

  /** Those of the file, directories and links that a group of several users can write to. */
  Causes writtenByGroups() {
    return those(each -> !each.isWrittenByAll() && each.isWrittenByAGroup(user));
  }

  /**
   * Those of the file, directories and links that belong to another user, who can change them at
   * any time.
   */
  Causes ofOthers() {
    return those(each -> each.isAnothers(user));
  }

  private Causes those(Predicate<LocalFile> predicate) {
    List<LocalFile> all = new ArrayList<>();
    all.add(file);
    all.addAll(way);
    return new Causes(
        all.stream()
            .filter(predicate)
            .map(each -> new Causes.Cause(each.path().toString(), each.kind(), each.rights()))
            .toList());
  }

  /** Returns whether users other than its owner and root can read the file. */
  boolean isReadByOthers() {
    return file.isReadByOthers(user);
  }
}
