package io.sluice.tracker.store;

import io.sluice.tracker.message.Log;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.AclEntry;
import org.apache.hadoop.fs.permission.AclEntryScope;
import org.apache.hadoop.fs.permission.AclEntryType;
import org.apache.hadoop.fs.permission.AclStatus;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/** Group, rights and ACL of directories in HDFS. */
final class HdfsRights {
  private static final Log LOG = Log.of(HdfsRights.class);
  private static final FsPermission OF_THE_OWNER =
      new FsPermission(FsAction.ALL, FsAction.NONE, FsAction.NONE);

  private final FileContext files;

  HdfsRights(FileContext files) {
    this.files = files;
  }

  /** See {@link Staging#guardLike}. */
  void guard(Path directory, Path like) throws IOException {
    try {
      Optional<FileStatus> model = status(like);
      if (model.isPresent()) {
        guard(directory, model.get());
      }
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // Who cannot write there either learns it when a file is opened.
      LOG.warn(
          "Cannot give a directory the group, rights and ACL of another, and what it lacks is given"
              + " to nobody: directory={} like={}",
          directory,
          like,
          e);
    }
  }

  private Optional<FileStatus> status(Path path) throws IOException {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private void guard(Path directory, FileStatus like) throws IOException {
    Optional<FileStatus> there = status(directory);
    if (there.isPresent() && isNoMoreOpen(there.get(), like)) {
      return;
    }
    if (there.isPresent()) {
      // Whatever fails behind this, it is open to nobody.
      files.setPermission(directory, OF_THE_OWNER);
    } else {
      // Alone: made with it, the directories above would have its rights.
      files.mkdir(directory.getParent(), null, true);
      files.mkdir(directory, OF_THE_OWNER, false);
    }
    FileStatus now = files.getFileStatus(directory);
    if (!now.getGroup().equals(like.getGroup())) {
      files.setOwner(directory, null, like.getGroup());
    }
    if (now.hasAcl()) {
      files.removeAcl(directory);
    }
    if (like.hasAcl()) {
      files.setAcl(directory, whole(files.getAclStatus(like.getPath()), like.getPermission()));
    } else {
      files.setPermission(directory, withItsOwner(like.getPermission()));
    }
  }

  private boolean isNoMoreOpen(FileStatus now, FileStatus like) throws IOException {
    int toOthers = now.getPermission().toShort() & 0077;
    if (toOthers == 0) {
      return true;
    }
    // With an ACL the bits of the group are a mask, and say nothing of the group.
    boolean ofOneAcl =
        now.hasAcl() == like.hasAcl()
            && (!like.hasAcl()
                || files
                    .getAclStatus(now.getPath())
                    .getEntries()
                    .equals(files.getAclStatus(like.getPath()).getEntries()));
    return ofOneAcl
        && now.getGroup().equals(like.getGroup())
        && (toOthers & ~like.getPermission().toShort()) == 0;
  }

  /** Rights of a directory whose owner is this user, who writes to it. */
  private static FsPermission withItsOwner(FsPermission like) {
    return new FsPermission(FsAction.ALL, like.getGroupAction(), like.getOtherAction());
  }

  /** An ACL with the entries that HDFS keeps as a directory's permission. */
  private static List<AclEntry> whole(AclStatus status, FsPermission rights) {
    List<AclEntry> entries = new ArrayList<>(status.getEntries());
    boolean isExtended =
        entries.stream().anyMatch(entry -> entry.getScope() == AclEntryScope.ACCESS);
    entries.add(entry(AclEntryType.USER, FsAction.ALL));
    entries.add(
        entry(isExtended ? AclEntryType.MASK : AclEntryType.GROUP, rights.getGroupAction()));
    entries.add(entry(AclEntryType.OTHER, rights.getOtherAction()));
    return entries;
  }

  private static AclEntry entry(AclEntryType type, FsAction action) {
    return new AclEntry.Builder()
        .setScope(AclEntryScope.ACCESS)
        .setType(type)
        .setPermission(action)
        .build();
  }
}
