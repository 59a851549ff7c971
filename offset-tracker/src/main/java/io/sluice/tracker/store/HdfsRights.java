package io.sluice.tracker.store;

import java.io.FileNotFoundException;
import java.io.IOException;
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
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Group, rights and ACL of directories in HDFS. */
final class HdfsRights {
  private static final Logger LOG = LoggerFactory.getLogger(HdfsRights.class);
  private static final FsPermission OF_THE_OWNER =
      new FsPermission(FsAction.ALL, FsAction.NONE, FsAction.NONE);

  private final FileContext files;

  HdfsRights(FileContext files) {
    this.files = files;
  }

  /** See {@link Staging#guardLike}. */
  void copy(Path from, Path to) throws IOException {
    Optional<FileStatus> like = status(from);
    if (like.isPresent()) {
      copy(like.get(), to);
    }
  }

  private Optional<FileStatus> status(Path path) throws IOException {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private void copy(FileStatus like, Path to) throws IOException {
    Optional<FileStatus> there = status(to);
    if (there.isPresent() && isNoMoreOpen(there.get(), like)) {
      return;
    }
    if (there.isEmpty()) {
      files.mkdir(to, OF_THE_OWNER, true);
    }
    FileStatus now = files.getFileStatus(to);
    try {
      copy(like, now);
    } catch (AccessControlException e) {
      LOG.warn(
          "Cannot give a directory the rights of another, so its owner alone may enter: directory={}"
              + " like={}",
          to,
          like.getPath(),
          e);
      close(now);
    }
  }

  private boolean isNoMoreOpen(FileStatus now, FileStatus like) throws IOException {
    int rights = now.getPermission().toShort() & 0777;
    boolean ofOneGroup = now.getGroup().equals(like.getGroup()) || (rights & 0070) == 0;
    boolean ofOneAcl =
        !now.hasAcl()
            || (like.hasAcl()
                && files
                    .getAclStatus(now.getPath())
                    .getEntries()
                    .equals(files.getAclStatus(like.getPath()).getEntries()));
    return ofOneGroup && ofOneAcl && (rights & ~like.getPermission().toShort()) == 0;
  }

  private void copy(FileStatus like, FileStatus now) throws IOException {
    if (!now.getGroup().equals(like.getGroup())) {
      files.setOwner(now.getPath(), null, like.getGroup());
    }
    if (now.hasAcl()) {
      files.removeAcl(now.getPath());
    }
    files.setPermission(now.getPath(), like.getPermission());
    if (like.hasAcl()) {
      files.setAcl(now.getPath(), whole(files.getAclStatus(like.getPath()), like.getPermission()));
    }
  }

  /** An ACL with the entries that HDFS keeps as a directory's permission. */
  private static List<AclEntry> whole(AclStatus status, FsPermission rights) {
    List<AclEntry> entries = new ArrayList<>(status.getEntries());
    boolean isExtended =
        entries.stream().anyMatch(entry -> entry.getScope() == AclEntryScope.ACCESS);
    entries.add(entry(AclEntryType.USER, rights.getUserAction()));
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

  private void close(FileStatus directory) throws IOException {
    try {
      files.setPermission(directory.getPath(), OF_THE_OWNER);
    } catch (AccessControlException e) {
      LOG.warn("The directory is another user's and stays as it is: {}", directory.getPath(), e);
    }
  }
}
