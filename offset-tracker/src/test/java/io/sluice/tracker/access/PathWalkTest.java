package io.sluice.tracker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each directory and each link on the way to a file. */
class PathWalkTest {
  @TempDir private Path given;
  private Path root = Path.of("/");

  @BeforeEach
  void leaveLinksAbove() throws IOException {
    root = given.toRealPath();
  }

  private Path directory(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  /** Those below the directory of this test. */
  private List<Path> directories(Path path) throws IOException {
    List<Path> below = new ArrayList<>(PathWalk.to(path).directories());
    below.removeIf(each -> !each.startsWith(root));
    return below;
  }

  @Test
  void eachDirectoryFromTheRootOnIsOnTheWay() throws IOException {
    Path file = directory("a/b").resolve("f");

    PathWalk walk = PathWalk.to(file);

    assertEquals(Path.of("/"), walk.directories().get(0));
    assertEquals(file.getNameCount(), walk.directories().size());
    assertEquals(List.of(root, root.resolve("a"), root.resolve("a/b")), directories(file));
    assertEquals(List.of(), walk.links());
    assertEquals(file, walk.end());
  }

  @Test
  void aLinkToALinkLeadsThroughTheDirectoriesOfBoth() throws IOException {
    Path file = Files.createFile(directory("c").resolve("f"));
    Path second = Files.createSymbolicLink(directory("b").resolve("second"), file);
    Path first = Files.createSymbolicLink(directory("a").resolve("first"), Path.of("../b/second"));

    PathWalk walk = PathWalk.to(first);

    assertEquals(
        List.of(root, root.resolve("a"), root.resolve("b"), root.resolve("c")), directories(first));
    assertEquals(List.of(first, second), walk.links());
    assertEquals(file, walk.end());
  }

  @Test
  void aParentIsThatOfWhereALinkLeads() throws IOException {
    Files.createSymbolicLink(root.resolve("link"), directory("a/b"));

    assertEquals(root.resolve("a/f"), PathWalk.to(root.resolve("link/../f")).end());
    assertEquals(Path.of("/etc"), PathWalk.to(Path.of("/../etc")).end());
  }

  @Test
  void whatIsNotThereIsOnTheWayToo() throws IOException {
    assertEquals(List.of(root, root.resolve("none")), directories(root.resolve("none/f")));
  }

  @Test
  void linksInACircleLeadNowhere() throws IOException {
    Path one = root.resolve("one");
    Files.createSymbolicLink(root.resolve("other"), one);
    Files.createSymbolicLink(one, root.resolve("other"));

    assertThrows(FileSystemLoopException.class, () -> PathWalk.to(one.resolve("f")));
  }
}
