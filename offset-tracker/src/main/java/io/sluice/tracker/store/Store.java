package io.sluice.tracker.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The operations of a file system that the commit protocol needs. Paths are absolute, {@code
 * /}-separated, without a scheme: one store is one file system.
 *
 * <p>An {@link IOException} means that the outcome is not known: the operation may have been
 * executed, may be executed later, or may never be executed.
 */
public interface Store {
  /**
   * Puts a small file as a whole, or does nothing. A part of it is never visible, and a file is
   * never replaced. Of any number of concurrent calls for one path exactly one returns {@link
   * Put#DONE}. The bytes are on disk before the file becomes visible. Creates missing parents.
   */
  Put putIfAbsent(String path, byte[] content) throws IOException;

  /** The whole content, or empty if there is no such file. */
  Optional<byte[]> read(String path) throws IOException;

  /**
   * Files and directories directly in {@code directory}, in any order; empty if there is no such
   * directory. A single file lists as itself with an empty name.
   */
  List<Item> list(String directory) throws IOException;

  /**
   * Moves a staged file to its final path, and creates missing parents. Never replaces a target.
   * The result is only a hint: the caller must check source and target afterwards, because an
   * answer may be lost.
   */
  Move moveOnce(String staged, String target) throws IOException;

  /**
   * Deletes a file, or a directory with its contents; it is no error if the path does not exist.
   */
  void delete(String path) throws IOException;

  /**
   * Ensures that later reads are not older than any earlier answer to any client (HDFS: {@code
   * msync}, for reads from an observer).
   */
  void refresh() throws IOException;

  /** Result of {@link #putIfAbsent}. */
  enum Put {
    DONE,
    TAKEN
  }

  /** Result of {@link #moveOnce}. */
  enum Move {
    DONE,
    NOT_DONE
  }

  /**
   * An item of a directory.
   *
   * @param name last part of the path
   * @param length bytes; 0 for a directory
   * @param modified epoch millis on the file system's own clock
   */
  record Item(String name, Type type, long length, long modified) {
    /** File or directory. */
    public enum Type {
      FILE,
      DIRECTORY
    }
  }
}
