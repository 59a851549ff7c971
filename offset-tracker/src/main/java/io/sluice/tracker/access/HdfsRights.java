package io.sluice.tracker.access;

import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.message.ShellWord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;

/** Group, rights, ACL and encryption zone of directories in HDFS. */
public final class HdfsRights {
  private static final Log LOG = Log.of(HdfsRights.class);
  private static final FsPermission OF_THE_OWNER =
      new FsPermission(FsAction.ALL, FsAction.NONE, FsAction.NONE);
  private static final int TO_OTHERS = 0077;

  private final FileContext files;
  private final HdfsZones zones;

  public HdfsRights(FileContext files, HdfsZones zones) {
    this.files = files;
    this.zones = zones;
  }

  /** The access to a directory; empty if it does not exist. */
  public Optional<Access> access(Path directory) throws IOException {
    return status(directory).map(this::access);
  }

  private Access access(FileStatus status) {
    return new Access(
        status.getOwner(),
        status.getOwner().equals(files.getUgi().getShortUserName()),
        status.getGroup(),
        status.getPermission().toShort() & 0777,
        status.hasAcl());
  }

  /**
   * Restricts {@code directory} to the users who can access {@code like}, and checks that it is in
   * a zone with the same key. Does nothing if {@code like} does not exist.
   *
   * @throws UnguardedException if this user cannot
   */
  public void guard(Path directory, Path like) throws IOException {
    Optional<FileStatus> model = status(like);
    if (model.isEmpty()) {
      return;
    }
    boolean isNew = status(directory).isEmpty();
    if (isNew) {
      make(directory);
    }
    FileStatus now = files.getFileStatus(directory);
    boolean isOfTheGroup = now.getGroup().equals(model.get().getGroup());
    HdfsAcl wanted = wanted(model.get(), directory);
    if (isNew || !isNoMoreOpen(now, isOfTheGroup ? wanted : wanted.withoutGroup())) {
      close(now, like);
      give(now, wanted, model.get());
    }
    wantZone(directory, model.get());
  }

  /** The access for a directory of the same group. */
  private HdfsAcl wanted(FileStatus like, Path directory) throws IOException {
    ClosedAbove closed =
        ClosedAbove.of(
            path(like.getPath()),
            like.getGroup(),
            path(directory),
            above -> access(files.getFileStatus(new Path(above))));
    if (like.hasAcl()) {
      // Users whom the ACL names may be excluded by a directory above.
      return closed.isAny()
          ? new HdfsAcl(List.of(), OF_THE_OWNER)
          : HdfsAcl.of(files.getAclStatus(like.getPath()), withItsOwner(like.getPermission()));
    }
    int toOthers = closed.without(like.getPermission().toShort() & TO_OTHERS);
    return new HdfsAcl(List.of(), withItsOwner(new FsPermission((short) toOthers)));
  }

  /** Rights of a directory that this user owns and writes to. */
  private static FsPermission withItsOwner(FsPermission like) {
    return new FsPermission(FsAction.ALL, like.getGroupAction(), like.getOtherAction());
  }

  private static String path(Path path) {
    return path.toUri().getPath();
  }

  private Optional<FileStatus> status(Path path) throws IOException {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Created separately; otherwise the directories above would get its rights. */
  private void make(Path directory) throws IOException {
    files.mkdir(directory.getParent(), null, true);
    files.mkdir(directory, OF_THE_OWNER, false);
  }

  /** From then on only its owner can access it, whatever fails. */
  private void close(FileStatus now, Path like) throws IOException {
    if ((now.getPermission().toShort() & TO_OTHERS) == 0) {
      return;
    }
    try {
      files.setPermission(now.getPath(), OF_THE_OWNER);
    } catch (AccessControlException e) {
      String path = path(now.getPath());
      throw new UnguardedException(
          "Cannot keep records of %s in %s: it is open to users to whom the other is closed (%s), and this user may not change that. Have its owner or HDFS's superuser hand it over: hdfs dfs -chown %s %s"
              .formatted(
                  path(like),
                  path,
                  access(now),
                  files.getUgi().getShortUserName(),
                  ShellWord.of(path)),
          e);
    }
  }

  /** A right that this user cannot grant is granted to nobody. */
  private void give(FileStatus now, HdfsAcl wanted, FileStatus like) throws IOException {
    Path directory = now.getPath();
    try {
      boolean isOfTheGroup =
          now.getGroup().equals(like.getGroup()) || giveGroup(directory, like.getGroup());
      HdfsAcl given = isOfTheGroup ? wanted : wanted.withoutGroup();
      if (now.hasAcl() || given.hasEntries()) {
        // Replacing the entries of a directory keeps its default entries.
        files.removeDefaultAcl(directory);
        files.setAcl(directory, given.whole());
      } else {
        files.setPermission(directory, given.rights());
      }
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      closeAgain(directory, like, e);
      LOG.warn(
          "Cannot give a directory the rights and ACL of another, and what it lacks is given to"
              + " nobody: directory={} like={}",
          directory,
          like.getPath(),
          e);
    }
  }

  /** A refused operation may have been executed in part, or without an answer. */
  private void closeAgain(Path directory, FileStatus like, IOException failure) throws IOException {
    try {
      files.setPermission(directory, OF_THE_OWNER);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      e.addSuppressed(failure);
      String path = path(directory);
      throw new UnguardedException(
          "Cannot keep records of %s in %s: its rights cannot be set (%s). Close it, and start the run again: hdfs dfs -chmod 700 %s"
              .formatted(path(like.getPath()), path, FirstLine.said(failure), ShellWord.of(path)),
          e);
    }
  }

  private boolean giveGroup(Path directory, String group) throws IOException {
    try {
      files.setOwner(directory, null, group);
      return true;
    } catch (AccessControlException e) {
      LOG.warn(
          "Cannot give a directory a group that this user is not in, so nobody enters by that group:"
              + " directory={} group={}",
          directory,
          group);
      return false;
    }
  }

  private boolean isNoMoreOpen(FileStatus now, HdfsAcl wanted) throws IOException {
    int toOthers = now.getPermission().toShort() & TO_OTHERS;
    if (toOthers == 0) {
      return true;
    }
    // With an ACL the bits of the group are a mask, and say nothing of the group.
    boolean ofOneAcl =
        now.hasAcl() == wanted.hasEntries()
            && (!now.hasAcl()
                || files.getAclStatus(now.getPath()).getEntries().equals(wanted.entries()));
    return ofOneAcl && (toOthers & ~wanted.rights().toShort()) == 0;
  }

  private void wantZone(Path directory, FileStatus like) throws IOException {
    if (!like.isEncrypted()) {
      return;
    }
    Optional<ZoneMismatch> mismatch =
        ZoneMismatch.between(
            path(like.getPath()), zones.key(like.getPath()), path(directory), zones.key(directory));
    if (mismatch.isPresent()) {
      ZoneMismatch.Contents contents =
          files.listStatus(directory).hasNext()
              ? ZoneMismatch.Contents.FILES
              : ZoneMismatch.Contents.NONE;
      throw new UnguardedException(
          "Cannot keep records of %s in %s: %s. %s"
              .formatted(
                  mismatch.get().like(),
                  mismatch.get().directory(),
                  mismatch.get().why(),
                  mismatch.get().remedy(files.getUgi().getShortUserName(), contents)));
    }
  }
}
