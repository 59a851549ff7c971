package io.sluice.tracker.access;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.permission.AclEntry;
import org.apache.hadoop.fs.permission.AclEntryScope;
import org.apache.hadoop.fs.permission.AclEntryType;
import org.apache.hadoop.fs.permission.AclStatus;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The rights of all but the owner of a directory.
 *
 * @param entries as HDFS lists them; empty where there is no ACL
 * @param rights of which the bits of the group are a mask where an entry is of the directory itself
 */
record HdfsAcl(List<AclEntry> entries, FsPermission rights) {

  HdfsAcl {
    entries = List.copyOf(entries);
  }

  static HdfsAcl of(AclStatus status, FsPermission rights) {
    return new HdfsAcl(status.getEntries(), rights);
  }

  boolean hasEntries() {
    return !entries.isEmpty();
  }

  /** Whether entries stand beside those of owner, group and others, not only for what is made. */
  private boolean isExtended() {
    return entries.stream().anyMatch(entry -> entry.getScope() == AclEntryScope.ACCESS);
  }

  /**
   * The same for a directory of another group: open neither to that group, nor to others unless the
   * group that it lacks might enter, since its members are others there.
   */
  HdfsAcl withoutGroup() {
    FsAction ofTheGroup = rights.getGroupAction();
    List<AclEntry> without = new ArrayList<>();
    for (AclEntry entry : entries) {
      if (isOfTheGroup(entry)) {
        ofTheGroup = entry.getPermission();
        without.add(entry(AclEntryType.GROUP, FsAction.NONE));
      } else {
        without.add(entry);
      }
    }
    return new HdfsAcl(
        without,
        new FsPermission(
            FsAction.ALL,
            isExtended() ? rights.getGroupAction() : FsAction.NONE,
            rights.getOtherAction().and(ofTheGroup)));
  }

  private static boolean isOfTheGroup(AclEntry entry) {
    return entry.getScope() == AclEntryScope.ACCESS
        && entry.getType() == AclEntryType.GROUP
        && entry.getName() == null;
  }

  /** All entries, with those that HDFS keeps as a directory's permission. */
  List<AclEntry> whole() {
    List<AclEntry> all = new ArrayList<>(entries);
    all.add(entry(AclEntryType.USER, FsAction.ALL));
    all.add(entry(isExtended() ? AclEntryType.MASK : AclEntryType.GROUP, rights.getGroupAction()));
    all.add(entry(AclEntryType.OTHER, rights.getOtherAction()));
    return all;
  }

  private static AclEntry entry(AclEntryType type, FsAction action) {
    return new AclEntry.Builder()
        .setScope(AclEntryScope.ACCESS)
        .setType(type)
        .setPermission(action)
        .build();
  }
}
