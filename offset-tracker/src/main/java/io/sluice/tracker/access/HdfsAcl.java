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
 * The rights of all users of a directory except the owner.
 *
 * @param entries as HDFS lists them; empty if there is no ACL
 * @param rights whose group bits are a mask if an entry applies to the directory itself
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

  /** Returns whether there are access entries besides those of owner, group and others. */
  private boolean isExtended() {
    return entries.stream().anyMatch(entry -> entry.getScope() == AclEntryScope.ACCESS);
  }

  /**
   * The same for a directory of another group. That group gets no rights. Others get rights only if
   * the missing group could enter, because its members count as others there.
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

  /** All entries, including those that HDFS stores as permission of the directory. */
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
