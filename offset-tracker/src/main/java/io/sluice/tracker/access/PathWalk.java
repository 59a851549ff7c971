package io.sluice.tracker.access;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The way from the root of a local disk to a file. Every user who can write to one of its
 * directories, or owns one of its links, can change its target.
 *
 * @param directories in which one name after the other is looked up, the root first, whether they
 *     exist or not
 * @param links that are followed
 * @param end the path without links; it, or what is above it, may not be there
 */
public record PathWalk(List<Path> directories, List<Path> links, Path end) {
  /** As in Linux. */
  private static final int MOST_LINKS = 40;

  private static final Path ITSELF = Path.of(".");
  private static final Path PARENT = Path.of("..");

  public PathWalk {
    directories = List.copyOf(directories);
    links = List.copyOf(links);
  }

  /** Walks to a file or a directory. */
  public static PathWalk to(Path path) throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    List<Path> links = new ArrayList<>();
    Path absolute = path.toAbsolutePath();
    Path at = root(absolute);
    Deque<Path> names = new ArrayDeque<>();
    addFirst(names, absolute);
    while (!names.isEmpty()) {
      Path name = names.pop();
      if (name.equals(ITSELF)) {
        continue;
      }
      if (name.equals(PARENT)) {
        at = Objects.requireNonNullElse(at.getParent(), at);
        continue;
      }
      directories.add(at);
      Path next = at.resolve(name);
      if (!Files.isSymbolicLink(next)) {
        at = next;
        continue;
      }
      links.add(next);
      if (links.size() > MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      Path target = Files.readSymbolicLink(next);
      at = target.isAbsolute() ? root(target) : at;
      addFirst(names, target);
    }
    return new PathWalk(List.copyOf(directories), links, at);
  }

  private static Path root(Path absolute) {
    return Objects.requireNonNull(absolute.getRoot());
  }

  private static void addFirst(Deque<Path> names, Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      names.push(path.getName(i));
    }
  }
}
