package io.sluice.tracker.access;

import io.sluice.tracker.message.ShellWord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.AclEntry;
import org.apache.hadoop.fs.permission.AclEntryScope;
import org.apache.hadoop.fs.permission.AclEntryType;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/** Writers in HDFS, by rights and ACLs. */
final class HdfsWriters implements Writers {
  private final FileContext files;

  HdfsWriters(FileContext files) {
    this.files = files;
  }

  @Override
  public String user() {
    return files.getUgi().getShortUserName();
  }

  @Override
  public Optional<Item> at(String path) throws IOException {
    try {
      return Optional.of(item(files.getFileStatus(new Path(path))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private Item item(FileStatus status) throws IOException {
    FsPermission rights = status.getPermission();
    List<AclEntry> acl =
        status.hasAcl() ? files.getAclStatus(status.getPath()).getEntries() : List.of();
    return new Item(
        status.getPath().toUri().getPath(),
        status.getOwner(),
        others(status.getOwner(), status.getGroup(), rights, acl, user()),
        rights.getStickyBit() ? Stickiness.STICKY : Stickiness.FREE,
        status.isDirectory()
                && (rights.getGroupAction().implies(FsAction.EXECUTE)
                    || rights.getOtherAction().implies(FsAction.EXECUTE))
            ? Entry.OTHERS_TOO
            : Entry.OWNER_ONLY);
  }

  /**
   * The users who can write besides the owner.
   *
   * @param acl entries besides those that HDFS stores as rights; if there is an access entry, the
   *     group rights are the mask of all named users and groups
   * @param user of this process, who may have the right
   */
  static List<String> others(
      String owner, String group, FsPermission rights, List<AclEntry> acl, String user) {
    List<String> others = new ArrayList<>();
    boolean isMasked = acl.stream().anyMatch(entry -> entry.getScope() == AclEntryScope.ACCESS);
    boolean mayGroup = rights.getGroupAction().implies(FsAction.WRITE);
    if (!isMasked) {
      addGroup(others, owner, group, rights.getGroupAction());
    } else if (mayGroup) {
      for (AclEntry entry : acl) {
        if (entry.getScope() == AclEntryScope.ACCESS
            && entry.getPermission().implies(FsAction.WRITE)) {
          add(others, entry, owner, group, user);
        }
      }
    }
    if (rights.getOtherAction().implies(FsAction.WRITE)) {
      others.add("everybody");
    }
    return others;
  }

  private static void add(
      List<String> others, AclEntry entry, String owner, String group, String user) {
    String name = entry.getName();
    if (entry.getType() == AclEntryType.GROUP) {
      addGroup(others, owner, name == null ? group : name, entry.getPermission());
    } else if (entry.getType() == AclEntryType.USER
        && name != null
        && !name.equals(owner)
        && !name.equals(user)) {
      others.add("user " + name);
    }
  }

  private static void addGroup(List<String> others, String owner, String group, FsAction action) {
    if (action.implies(FsAction.WRITE) && !group.equals(owner)) {
      others.add("group " + group);
    }
  }

  @Override
  public List<Item> in(String directory) throws IOException {
    List<Item> items = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> statuses = files.listStatus(new Path(directory));
      while (statuses.hasNext()) {
        items.add(item(statuses.next()));
      }
    } catch (FileNotFoundException e) {
      return items; // deleted since it was listed
    }
    return items;
  }

  @Override
  public String closing(String path) {
    return "hdfs dfs -setfacl -R -b %s && hdfs dfs -chmod -R go-w %s"
        .formatted(ShellWord.of(path), ShellWord.of(path));
  }

  /**
   * With an ACL the group bits are its mask, so this removes the right from all named users and
   * groups.
   */
  @Override
  public String closingAlone(String path) {
    return "hdfs dfs -chmod go-w " + ShellWord.of(path);
  }

  @Override
  public String handingOver(String path) {
    return "hdfs dfs -chown -R %s %s".formatted(user(), ShellWord.of(path));
  }
}
