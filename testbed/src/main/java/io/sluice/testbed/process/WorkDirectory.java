package io.sluice.testbed.process;

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
 * A program's directory, held by a lock while the program lasts. What an earlier one of its kind
 * left there is deleted; a directory that none has made is never touched.
 */
public final class WorkDirectory implements AutoCloseable {
  private static final String MARK = ".sluice-";

  private final Path path;
  private final FileChannel mark;

  private WorkDirectory(Path path, FileChannel mark) {
    this.path = path;
    this.mark = mark;
  }

  /**
   * Takes and empties it.
   *
   * @param program such as {@code quickstart}
   */
  public static WorkDirectory take(Path path, String program) throws IOException {
    Files.createDirectories(path);
    Path markFile = path.resolve(MARK + program);
    if (!Files.exists(markFile) && !isEmpty(path)) {
      throw new IOException(
          "Cannot work in %s: it holds files that are not of an earlier %s. Name another directory with --work."
              .formatted(path, program));
    }
    FileChannel mark =
        FileChannel.open(markFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(mark) == null) {
        throw new IOException(
            "Cannot work in %s: another %s is up there. Stop it, or name another directory with --work."
                .formatted(path, program));
      }
      empty(path, markFile);
      return new WorkDirectory(path, mark);
    } catch (IOException e) {
      mark.close();
      throw e;
    }
  }

  public Path path() {
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
  private static void empty(Path root, Path markFile) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(markFile)) {
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
