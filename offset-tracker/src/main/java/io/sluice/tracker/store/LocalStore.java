package io.sluice.tracker.store;

import io.sluice.tracker.access.Access;
import io.sluice.tracker.access.LocalLinks;
import io.sluice.tracker.access.LocalRights;
import io.sluice.tracker.json.StateBounds;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.Log;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The store on a local disk. Its atomic operations use a hard link, which fails if the name exists;
 * a rename checks first and then replaces, and so does a create through Hadoop.
 */
public final class LocalStore implements StagingStore {
  private static final Log LOG = Log.of(LocalStore.class);
  private static final int BUFFER = 1 << 16;
  private static final Set<PosixFilePermission> CLOSED_TO_OTHERS =
      PosixFilePermissions.fromString("rwxr-x---");

  private static final int OF_THE_GROUP_TO_WRITE = 0020;

  /**
   * Mode of directories in a state directory that is not shared, and above it, whatever the umask.
   */
  private static final Set<PosixFilePermission> OF_OTHERS_TO_READ =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private static final Set<PosixFilePermission> FILE_TO_READ =
      PosixFilePermissions.fromString("rw-r--r--");

  private static final Set<PosixFilePermission> OF_THE_OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final LocalRights rights = new LocalRights();
  private final TemporaryNames temporary;
  private final LocalSync sync;
  private final LocalLinks links;

  /**
   * Opens nothing yet; the first put creates missing directories.
   *
   * @param stateDirectory absolute; the file system must support hard links
   */
  public LocalStore(String stateDirectory, Durability durability) {
    this(durability, new LocalLinks(Path.of(stateDirectory)));
  }

  /** With other links than those that this process' user sees. */
  LocalStore(Durability durability, LocalLinks links) {
    this.temporary = new TemporaryNames(links.stateDirectory().toString());
    this.sync = new LocalSync(durability);
    this.links = links;
  }

  @Override
  public Put putIfAbsent(String path, byte[] content) throws IOException {
    Path target = Path.of(path);
    Path written = Path.of(temporary.next(path));
    links.refuse(target);
    links.refuse(written);
    makeStateDirectory();
    boolean isClosed = target.startsWith(temporary.stateDirectory()) && !isShared();
    Set<PosixFilePermission> ofDirectories = isClosed ? known(target, OF_OTHERS_TO_READ) : Set.of();
    sync.makeDirectory(parent(written), ofDirectories, ofDirectories);
    sync.makeDirectory(parent(target), ofDirectories, ofDirectories);
    try {
      try (FileChannel channel =
              create(written, isClosed ? known(target, FILE_TO_READ) : Set.of());
          OutputStream out = Channels.newOutputStream(channel)) {
        out.write(content);
        sync.file(channel);
      }
      link(target, written);
      sync.directory(parent(target));
      return Put.DONE;
    } catch (FileAlreadyExistsException e) {
      return Put.TAKEN;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /**
   * Creates it, not accessible to others: users who write there decide what Sluice moves and
   * deletes.
   */
  private void makeStateDirectory() throws IOException {
    Path state = Path.of(temporary.stateDirectory());
    sync.makeDirectory(state, known(state, CLOSED_TO_OTHERS), known(state, OF_OTHERS_TO_READ));
  }

  /** Returns whether the group can write to the state directory. */
  private boolean isShared() throws IOException {
    return rights
        .access(Path.of(temporary.stateDirectory()))
        .filter(access -> (access.mode() & OF_THE_GROUP_TO_WRITE) != 0)
        .isPresent();
  }

  private Set<PosixFilePermission> known(Path path, Set<PosixFilePermission> wanted) {
    return rights.isKnownTo(path) ? wanted : Set.of();
  }

  @Override
  public void mustBeOpen(String staged, String target) throws IOException {
    links.refuse(Path.of(staged), Path.of(target));
  }

  @Override
  public void guardLike(String directory, String like) throws IOException {
    Path model = Path.of(like);
    Path path = Path.of(directory);
    if (rights.isKnownTo(path) && Files.isDirectory(model)) {
      boolean isNew = sync.makeDirectory(path, OF_THE_OWNER);
      rights.guard(path, model, isNew ? LocalRights.Age.NEW : LocalRights.Age.OLD);
    }
  }

  @Override
  public Optional<Access> access(String directory) throws IOException {
    return rights.access(Path.of(directory));
  }

  private static FileChannel create(Path path, Set<PosixFilePermission> rights) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return rights.isEmpty()
        ? FileChannel.open(path, options)
        : FileChannel.open(path, options, PosixFilePermissions.asFileAttribute(rights));
  }

  private static void link(Path target, Path source) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "Cannot put "
              + target
              + ": its file system knows no hard links. Choose a state.dir and topics.dir on one"
              + " that does, such as ext4 or xfs.",
          e);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("Not an absolute path of a file: " + path);
    }
    return parent;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = Path.of(path);
    links.refuse(file);
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isOther()) {
        // A pipe or a device may never end.
        throw new UnreadableStateException(
            "Cannot read " + path + ": it is no file, but a pipe or a device. Move it away.");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(StateBounds.OF_THIS_PROCESS.read(in, path));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (Files.isDirectory(Path.of(path))) {
        throw new IOException(
            "Cannot read " + path + ": it is a directory, where a file was put. Move it away", e);
      }
      throw e;
    }
  }

  @Override
  public List<Item> list(String directory) throws IOException {
    links.refuse(Path.of(directory));
    List<Item> items = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of(directory))) {
      for (Path path : stream) {
        item(path, path.getFileName().toString()).ifPresent(items::add);
      }
    } catch (NotDirectoryException e) {
      item(Path.of(directory), "").ifPresent(items::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    return items;
  }

  /** Empty if it was deleted since it was listed. */
  private static Optional<Item> item(Path path, String name) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      long modified = attributes.lastModifiedTime().toMillis();
      return Optional.of(
          attributes.isDirectory()
              ? new Item(name, Item.Type.DIRECTORY, 0, modified)
              : new Item(name, Item.Type.FILE, attributes.size(), modified));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Two steps: link, then unlink. Whichever process finds both links completes the move, so that
   * the next publisher corrects a crash or a pause in between. Unlinking twice does no harm,
   * because a staged name is never used again.
   *
   * <p>No hard link leads to another disk. There a whole copy beside the target takes the place of
   * the staged file: it is made before the staged file is seen to be there still, and is unlinked
   * after it, so that no publisher that was paused links it once others have finished.
   */
  @Override
  public Move moveOnce(String staged, String target) throws IOException {
    Path from = Path.of(staged);
    Path to = Path.of(target);
    if (!Files.exists(from)) {
      return Move.NOT_DONE;
    }
    links.refuse(from, to);
    sync.makeDirectory(parent(to));
    try {
      link(to, from);
    } catch (NoSuchFileException e) {
      return Move.NOT_DONE;
    } catch (FileAlreadyExistsException e) {
      if (!isOneFile(from, to) && !isOneFile(copyBeside(to), to)) {
        return Move.NOT_DONE;
      }
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!isCopied(from, to)) {
        return Move.NOT_DONE;
      }
    }
    sync.directory(parent(to));
    Files.deleteIfExists(from);
    Files.deleteIfExists(copyBeside(to));
    return Move.DONE;
  }

  /** Its name is hidden from readers, and is one for all publishers. */
  private static Path copyBeside(Path target) {
    return target.resolveSibling(".sluice-" + target.getFileName() + ".copy");
  }

  private boolean isCopied(Path staged, Path target) throws IOException {
    Path copy = copyBeside(target);
    try {
      if (!Files.exists(copy)) {
        putCopy(staged, copy);
      }
      if (!Files.exists(staged)) {
        Files.deleteIfExists(copy);
        return false;
      }
      link(target, copy);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (FileAlreadyExistsException e) {
      return isOneFile(copy, target);
    }
  }

  private void putCopy(Path staged, Path copy) throws IOException {
    Path written = Path.of(temporary.next(copy.toString()));
    try {
      try (FileChannel in = FileChannel.open(staged, StandardOpenOption.READ);
          FileChannel out = create(written, Set.of())) {
        long size = in.size();
        long done = 0;
        while (done < size) {
          done += in.transferTo(done, size - done, out);
        }
        sync.file(out);
      }
      link(copy, written);
    } catch (FileAlreadyExistsException e) {
      LOG.info("Another publisher has copied the file, copy={}", copy);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static boolean isOneFile(Path one, Path other) throws IOException {
    try {
      return Files.isSameFile(one, other);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void delete(String path) throws IOException {
    // For a link, only the link itself is deleted.
    links.refuse(parent(Path.of(path)));
    deleteTree(Path.of(path));
  }

  private static void deleteTree(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
        for (Path child : stream) {
          deleteTree(child);
        }
      } catch (NoSuchFileException gone) {
        return; // Another process deletes too.
      }
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void refresh() {}

  @Override
  public StagedOutput open(String staged) throws IOException {
    Path path = Path.of(staged);
    links.refuse(path);
    sync.makeDirectory(parent(path));
    FileChannel channel = create(path, Set.of());
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    return new ChecksummedOutput(
        out,
        () -> {
          try (channel) {
            sync.file(channel);
          }
          sync.directory(parent(path));
        });
  }
}
