package io.sluice.tracker.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Syncs files and their names to a local disk: a synced file in a directory that is not synced can
 * be lost after a power failure.
 */
record LocalSync(Durability durability) {
  void file(FileChannel channel) throws IOException {
    if (durability == Durability.SYNCED) {
      channel.force(true);
    }
  }

  void directory(Path directory) throws IOException {
    if (durability == Durability.SYNCED) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Creates a directory and its missing parents, and syncs their names. */
  void makeDirectory(Path directory) throws IOException {
    makeDirectory(directory, Set.of());
  }

  /**
   * Creates a directory and its missing parents.
   *
   * @param rights that it has from the beginning; empty for the usual ones
   * @return whether it did not exist before
   */
  boolean makeDirectory(Path directory, Set<PosixFilePermission> rights) throws IOException {
    return makeDirectory(directory, rights, Set.of());
  }

  /**
   * The same.
   *
   * @param above rights of the missing parents
   */
  boolean makeDirectory(
      Path directory, Set<PosixFilePermission> rights, Set<PosixFilePermission> above)
      throws IOException {
    if (Files.isDirectory(directory)) {
      return false;
    }
    Path parent = directory.getParent();
    if (parent == null) {
      throw new NoSuchFileException(directory.toString());
    }
    makeDirectory(parent, above, above);
    boolean isNew = create(directory, rights);
    directory(parent);
    return isNew;
  }

  private static boolean create(Path directory, Set<PosixFilePermission> rights)
      throws IOException {
    try {
      if (rights.isEmpty()) {
        Files.createDirectory(directory);
      } else {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(rights));
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
      return false;
    }
  }
}
