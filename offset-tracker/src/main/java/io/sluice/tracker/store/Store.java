package io.sluice.tracker.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The operations of a file system that the commit protocol uses, and no more. Paths are absolute,
 * {@code /}-separated, without a scheme: one store is one file system.
 *
 * <p>An {@link IOException} means that the outcome is not known: the act may have been done, may
 * still be done later, or may never be done.
 */
public interface Store {
  /**
   * Puts a small file whole, or does nothing. Never leaves a part of it to be seen; never replaces.
   * Of any number of concurrent calls for one path exactly one answers {@link Put#DONE}. Its bytes
   * are on disk before it can be seen. Makes the parents that are missing.
   */
  Put putIfAbsent(String path, byte[] content) throws IOException;

  /** The whole content, or empty if there is no such file. */
  Optional<byte[]> read(String path) throws IOException;

  /**
   * Files and directories right under {@code directory}, in no order; empty if there is no such
   * directory. A single file lists as itself with an empty name.
   */
  List<Item> list(String directory) throws IOException;

  /**
   * Moves a staged file to its final path, making the parents that are missing. Never replaces a
   * target. The answer is a hint: the caller looks at source and target afterwards, since a lost
   * answer shows nothing.
   */
  Move moveOnce(String staged, String target) throws IOException;

  /** Deletes a file, or a directory with all below it; nothing to delete is no error. */
  void delete(String path) throws IOException;

  /**
   * Makes sure that what is read next is not older than what any client was answered before (HDFS:
   * {@code msync}, for reads from an observer).
   */
  void refresh() throws IOException;

  /** Answer of {@link #putIfAbsent}. */
  enum Put {
    DONE,
    TAKEN
  }

  /** Answer of {@link #moveOnce}. */
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
