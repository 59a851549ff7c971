package io.sluice.testbed.tour;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tour's directory, held by a lock while the tour lasts. What an earlier tour left there is
 * deleted; a directory that no tour has made is never touched.
 */
final class WorkDirectory implements AutoCloseable {
  private static final String MARK = ".sluice-quickstart";

  private final Path path;
  private final FileChannel mark;

  private WorkDirectory(Path path, FileChannel mark) {
    this.path = path;
    this.mark = mark;
  }

  static WorkDirectory take(Path path) throws IOException {
    Files.createDirectories(path);
    Path markFile = path.resolve(MARK);
    if (!Files.exists(markFile) && !isEmpty(path)) {
      throw new IOException(
          "Cannot work in %s: it holds files that are not the tour's. Name another directory with --work."
              .formatted(path));
    }
    FileChannel mark =
        FileChannel.open(markFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(mark) == null) {
        throw new IOException(
            "Cannot work in %s: another quickstart is up there. Stop it, or name another directory with --work."
                .formatted(path));
      }
      empty(path);
      return new WorkDirectory(path, mark);
    } catch (IOException e) {
      mark.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    mark.close();
  }

  private static @Nullable FileLock lock(FileChannel mark) throws IOException {
    try {
      return mark.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return null;
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  /** Links are deleted, not followed: a Hadoop home links into Maven's repository. */
  private static void empty(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(root.resolve(MARK))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!directory.equals(root)) {
              Files.delete(directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
