package io.sluice.tracker.store;

import io.sluice.tracker.access.Access;
import io.sluice.tracker.access.HdfsRights;
import io.sluice.tracker.access.HdfsZones;
import io.sluice.tracker.json.StateBounds;
import io.sluice.tracker.message.Log;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The store on HDFS. Its atomic operations use {@code FileContext.rename} without OVERWRITE, which
 * throws if the target exists; {@code FileSystem.rename} returns false in this case and in many
 * others. It sets no permission on files, so they have the permissions of a file that is written
 * directly. A new state directory is not accessible to others.
 */
public final class HdfsStore implements StagingStore {
  private static final Log LOG = Log.of(HdfsStore.class);

  private static final FsPermission CLOSED_TO_OTHERS =
      new FsPermission(FsAction.ALL, FsAction.READ_EXECUTE, FsAction.NONE);

  /**
   * Mode of directories in a state directory that is not shared, and above it, whatever the umask.
   */
  private static final FsPermission OF_OTHERS_TO_READ =
      new FsPermission(FsAction.ALL, FsAction.READ_EXECUTE, FsAction.READ_EXECUTE);

  private static final FsPermission FILE_TO_READ =
      new FsPermission(FsAction.READ_WRITE, FsAction.READ, FsAction.READ);

  private final FileContext files;
  private final HdfsZones zones;
  private final HdfsRights rights;
  private final TemporaryNames temporary;
  private final EnumSet<CreateFlag> create;
  private volatile Shared shared = Shared.NOT_KNOWN;

  /** The users with whom the state directory is shared, by its rights. */
  private enum Shared {
    NOT_KNOWN,
    WITH_NOBODY,
    WITH_ITS_GROUP
  }

  private HdfsStore(
      FileContext files, HdfsZones zones, TemporaryNames temporary, Durability durability) {
    this.files = files;
    this.zones = zones;
    this.rights = new HdfsRights(files, zones);
    this.temporary = temporary;
    // With SYNC_BLOCK each block, including the last one, is on the disks of the DataNodes when it
    // is closed.
    this.create =
        durability == Durability.SYNCED
            ? EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK)
            : EnumSet.of(CreateFlag.CREATE);
  }

  /**
   * Opens the store.
   *
   * @param files whose default file system is the one to use
   * @throws IOException if the state directory is erasure-coded, where a sync has no effect
   */
  static HdfsStore open(
      FileContext files, HdfsZones zones, String stateDirectory, Durability durability)
      throws IOException {
    if (HdfsZones.nearest(files, new Path(stateDirectory)).isErasureCoded()) {
      throw new IOException(
          "Cannot keep state in "
              + stateDirectory
              + ": the directory is erasure-coded, and there a sync does nothing. Set state.dir to"
              + " a replicated directory (hdfs ec -setPolicy -replicate -path DIR).");
    }
    return new HdfsStore(files, zones, new TemporaryNames(stateDirectory), durability);
  }

  @Override
  public void guardLike(String directory, String like) throws IOException {
    rights.guard(new Path(directory), new Path(like));
  }

  @Override
  public Optional<Access> access(String directory) throws IOException {
    return rights.access(new Path(directory));
  }

  @Override
  public Optional<String> encryptionKey(String path) throws IOException {
    return zones.key(new Path(path));
  }

  @Override
  public Put putIfAbsent(String path, byte[] content) throws IOException {
    Path target = new Path(path);
    Path written = new Path(temporary.next(path));
    boolean moved = false;
    boolean isClosed =
        makeStateDirectory() == Shared.WITH_NOBODY
            && path.startsWith(temporary.stateDirectory() + "/");
    try {
      try (FSDataOutputStream out = isClosed ? createToRead(written) : create(written)) {
        out.write(content);
      }
      if (isClosed) {
        files.mkdir(target.getParent(), OF_OTHERS_TO_READ, true);
      } else {
        makeParent(target);
      }
      files.rename(written, target, Rename.NONE);
      moved = true;
      return Put.DONE;
    } catch (FileAlreadyExistsException e) {
      return Put.TAKEN;
    } finally {
      if (!moved) {
        deleteTemporary(written);
      }
    }
  }

  /**
   * Creates it, not accessible to others: users who write there decide what Sluice moves and
   * deletes.
   */
  private Shared makeStateDirectory() throws IOException {
    Shared known = shared;
    if (known == Shared.NOT_KNOWN) {
      Path state = new Path(temporary.stateDirectory());
      try {
        known =
            files.getFileStatus(state).getPermission().getGroupAction().implies(FsAction.WRITE)
                ? Shared.WITH_ITS_GROUP
                : Shared.WITH_NOBODY;
      } catch (FileNotFoundException e) {
        files.mkdir(state.getParent(), OF_OTHERS_TO_READ, true);
        files.mkdir(state, CLOSED_TO_OTHERS, false);
        known = Shared.WITH_NOBODY;
      }
      shared = known;
    }
    return known;
  }

  /** A file of the state that no group can write to, whatever the umask. */
  private FSDataOutputStream createToRead(Path path) throws IOException {
    files.mkdir(path.getParent(), OF_OTHERS_TO_READ, true);
    return files.create(path, create, CreateOpts.perms(FILE_TO_READ));
  }

  private FSDataOutputStream create(Path path) throws IOException {
    return files.create(path, create, CreateOpts.createParent());
  }

  private void makeParent(Path path) throws IOException {
    files.mkdir(path.getParent(), null, true);
  }

  /**
   * Deletes a temporary file. If this fails, it does no harm, and must not hide the result of the
   * put.
   */
  private void deleteTemporary(Path written) {
    try {
      files.delete(written, false);
    } catch (IOException e) {
      LOG.warn("Left a temporary file behind, path={}", written, e);
    }
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try (FSDataInputStream in = files.open(new Path(path))) {
      return Optional.of(StateBounds.OF_THIS_PROCESS.read(in, path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Item> list(String directory) throws IOException {
    Path path = new Path(directory);
    List<Item> items = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> statuses = files.listStatus(path);
      while (statuses.hasNext()) {
        items.add(item(path, statuses.next()));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return items;
  }

  private static Item item(Path listed, FileStatus status) {
    // HDFS lists a file as itself.
    boolean itself = status.getPath().toUri().getPath().equals(listed.toUri().getPath());
    return new Item(
        itself ? "" : status.getPath().getName(),
        status.isDirectory() ? Item.Type.DIRECTORY : Item.Type.FILE,
        status.isDirectory() ? 0 : status.getLen(),
        status.getModificationTime());
  }

  @Override
  public Move moveOnce(String staged, String target) throws IOException {
    Path from = new Path(staged);
    Path to = new Path(target);
    try {
      return rename(from, to);
    } catch (FileNotFoundException e) {
      if (list(staged).isEmpty()) {
        return Move.NOT_DONE;
      }
    }
    makeParent(to);
    try {
      return rename(from, to);
    } catch (FileNotFoundException e) {
      return Move.NOT_DONE;
    }
  }

  private Move rename(Path from, Path to) throws IOException {
    try {
      files.rename(from, to, Rename.NONE);
      return Move.DONE;
    } catch (FileAlreadyExistsException e) {
      return Move.NOT_DONE;
    }
  }

  @Override
  public void delete(String path) throws IOException {
    try {
      files.delete(new Path(path), true);
    } catch (FileNotFoundException e) {
      LOG.debug("Nothing to delete, path={}", path);
    }
  }

  @Override
  public void refresh() throws IOException {
    try {
      files.msync();
    } catch (UnsupportedOperationException e) {
      LOG.debug("The file system has no msync: it answers from one place only");
    }
  }

  @Override
  public StagedOutput open(String staged) throws IOException {
    try {
      FSDataOutputStream out = create(new Path(staged));
      return new ChecksummedOutput(out, out::close);
    } catch (FileAlreadyExistsException e) {
      throw asJava(staged, e);
    }
  }

  private static IOException asJava(String path, IOException cause) {
    IOException translated = new java.nio.file.FileAlreadyExistsException(path);
    translated.initCause(cause);
    return translated;
  }
}
