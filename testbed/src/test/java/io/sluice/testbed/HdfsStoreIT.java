package io.sluice.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.tracker.access.UnguardedException;
import io.sluice.tracker.store.Durability;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.StoreContract;
import io.sluice.tracker.store.Stores;
import java.io.IOException;
import java.net.URI;
import java.security.PrivilegedExceptionAction;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.AclEntry;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store's contract on a real HDFS, and what only HDFS has. */
@RealStack
class HdfsStoreIT extends StoreContract {
  private static String uri = "";
  private static Configuration configuration = new Configuration(false);

  private final String directory = "/tmp/HdfsStoreIT-" + UUID.randomUUID();

  @BeforeAll
  static void start(Stack stack) throws IOException {
    HadoopCluster hadoop = stack.hdfs();
    uri = hadoop.uri();
    configuration = new Configuration();
    configuration.addResource(new Path(hadoop.conf().resolve("core-site.xml").toUri()));
    configuration.addResource(new Path(hadoop.conf().resolve("hdfs-site.xml").toUri()));
  }

  @Override
  protected StagingStore open() throws IOException {
    return Stores.open(URI.create(uri), configuration, directory + "/state", Durability.SYNCED);
  }

  @Override
  protected String directory() {
    return directory;
  }

  /** Each round is a dozen calls to a NameNode. */
  @Override
  protected int rounds() {
    return 100;
  }

  private static FileContext files() throws IOException {
    return FileContext.getFileContext(URI.create(uri), configuration);
  }

  @Test
  void aNewStateDirectoryIsClosedToOthers() throws IOException {
    open().putIfAbsent(directory + "/state/ledger/1", new byte[1]);

    assertEquals(
        new FsPermission("750"),
        files().getFileStatus(new Path(directory + "/state")).getPermission());
  }

  @Test
  void aGuardedDirectoryHasGroupRightsAndAclOfTheOther() throws IOException {
    FileContext files = files();
    Path topic = new Path(directory + "/data/orders");
    files.mkdir(topic, null, true);
    files.setOwner(topic, null, "analysts");
    files.setPermission(topic, new FsPermission("750"));
    files.modifyAclEntries(
        topic, AclEntry.parseAclSpec("default:group:auditors:r-x,group:auditors:r-x", true));
    Path fresh = new Path(directory + "/data/.quarantine/orders");
    open().guardLike(fresh.toUri().getPath(), topic.toUri().getPath());
    assertEquals(
        files.getFileStatus(topic.getParent()).getPermission(),
        files.getFileStatus(fresh.getParent()).getPermission());
    Path open = new Path(directory + "/data/.quarantine/open");
    files.mkdir(open, null, true);
    files.setPermission(open, new FsPermission("777"));
    Path closed = new Path(directory + "/data/.quarantine/closed");
    files.mkdir(closed, new FsPermission("700"), true);
    // The group of this one and the mask of the topic's ACL are the same bits.
    Path ofTheGroup = new Path(directory + "/data/.quarantine/group");
    files.mkdir(ofTheGroup, new FsPermission("750"), true);
    files.setOwner(ofTheGroup, null, "analysts");

    for (Path each : List.of(fresh, open, closed, ofTheGroup)) {
      open().guardLike(each.toUri().getPath(), topic.toUri().getPath());
    }

    for (Path each : List.of(fresh, open, ofTheGroup)) {
      FileStatus status = files.getFileStatus(each);
      assertEquals("analysts", status.getGroup());
      assertEquals(files.getFileStatus(topic).getPermission(), status.getPermission());
      assertEquals(files.getAclStatus(topic).getEntries(), files.getAclStatus(each).getEntries());
    }
    assertEquals(new FsPermission("700"), files.getFileStatus(closed).getPermission());
  }

  @Test
  void aGuardedDirectoryLosesTheAclThatTheOtherLacks() throws IOException {
    FileContext files = files();
    Path topic = new Path(directory + "/data/orders");
    files.mkdir(topic, null, true);
    files.setOwner(topic, null, "analysts");
    files.setPermission(topic, new FsPermission("750"));
    Path bad = new Path(directory + "/data/.quarantine/orders");
    files.mkdir(bad, null, true);
    files.setOwner(bad, null, "analysts");
    // The mask of this ACL and the rights of the topic's group are the same bits.
    files.setAcl(
        bad,
        AclEntry.parseAclSpec(
            "user::rwx,group::---,user:mallory:r-x,mask::r-x,other::---,default:group:guests:r-x",
            true));

    open().guardLike(bad.toUri().getPath(), topic.toUri().getPath());

    assertEquals(List.of(), files.getAclStatus(bad).getEntries());
    assertEquals(new FsPermission("750"), files.getFileStatus(bad).getPermission());
    assertEquals("analysts", files.getFileStatus(bad).getGroup());
  }

  @Test
  void whatThisUserMayNotGiveIsGivenToNobodyAndTheRestIsGiven() throws Exception {
    FileContext files = files();
    Path topic = new Path(directory + "/data/orders");
    files.mkdir(topic, null, true);
    files.setOwner(topic, "sluice", "analysts");
    files.setAcl(
        topic,
        AclEntry.parseAclSpec("user::rwx,user:hive:r-x,group::r-x,mask::r-x,other::r-x", true));
    files.setOwner(topic.getParent(), "sluice", null);
    String bad = directory + "/data/.quarantine/orders";

    for (int time = 0; time < 2; time++) {
      as("sluice", () -> open().guardLike(bad, topic.toUri().getPath()));

      FileStatus status = files.getFileStatus(new Path(bad));
      assertEquals("sluice", status.getOwner());
      assertEquals(new FsPermission("755"), status.getPermission(), "of the group it is the mask");
      assertEquals(
          AclEntry.parseAclSpec("user:hive:r-x,group::---", true),
          files.getAclStatus(new Path(bad)).getEntries());
    }
  }

  @Test
  void aDirectoryOfAnotherUserThatIsMoreOpenIsRefusedWithTheCommandThatHandsItOver()
      throws Exception {
    FileContext files = files();
    Path topic = new Path(directory + "/data/orders");
    files.mkdir(topic, null, true);
    files.setPermission(topic, new FsPermission("750"));
    files.setOwner(topic, "sluice", null);
    Path bad = new Path(directory + "/data/.quarantine/orders");
    files.mkdir(bad, null, true);
    files.setPermission(bad, new FsPermission("777"));
    files.setOwner(bad, "mallory", "staff");

    IOException refused =
        assertThrows(
            UnguardedException.class,
            () ->
                as(
                    "sluice",
                    () -> open().guardLike(bad.toUri().getPath(), topic.toUri().getPath())));

    assertEquals(
        "Cannot keep records of "
            + topic.toUri().getPath()
            + " in "
            + bad.toUri().getPath()
            + ": it is open to users to whom the other is closed (owner mallory, group staff, rights rwxrwxrwx), and this user may not change that. Have its owner or HDFS's superuser hand it over: hdfs dfs -chown sluice "
            + bad.toUri().getPath(),
        refused.getMessage());
  }

  /** An act on the file system. */
  @FunctionalInterface
  private interface Act {
    void happens() throws IOException;
  }

  private static void as(String user, Act act) throws Exception {
    UserGroupInformation.createRemoteUser(user)
        .doAs(
            (PrivilegedExceptionAction<Void>)
                () -> {
                  act.happens();
                  return null;
                });
  }

  @Test
  void aLandedFileHasWhatAFileWrittenThereDirectlyHas() throws IOException {
    FileContext files = files();
    Path topic = new Path(directory + "/data/orders");
    files.mkdir(topic, null, true);
    files.setOwner(topic, null, "analysts");
    files.setPermission(topic, new FsPermission("750"));
    files.modifyAclEntries(
        topic, AclEntry.parseAclSpec("default:group:auditors:r-x,group:auditors:r-x", true));
    String staged = topic.toUri().getPath() + "/.sluice-staging/web/0/run/0.0/f.staged";
    String landed = topic.toUri().getPath() + "/dt=2026-11-21/hour=11/f";
    StagingStore store = open();
    try (StagedOutput out = store.open(staged)) {
      out.write(1);
    }
    store.moveOnce(staged, landed);

    Path direct = new Path(topic + "/dt=2026-11-22/hour=11/f");
    files.mkdir(direct.getParent(), null, true);
    files.create(direct, EnumSet.of(CreateFlag.CREATE)).close();

    assertAlike(files, direct, new Path(landed));
    assertAlike(files, direct.getParent(), new Path(landed).getParent());
  }

  private static void assertAlike(FileContext files, Path expected, Path found) throws IOException {
    FileStatus one = files.getFileStatus(expected);
    FileStatus other = files.getFileStatus(found);
    assertEquals(one.getGroup(), other.getGroup());
    assertEquals(one.getOwner(), other.getOwner());
    assertEquals(one.getPermission(), other.getPermission());
    List<AclEntry> acl = files.getAclStatus(expected).getEntries();
    assertEquals(acl, files.getAclStatus(found).getEntries());
  }

  @Test
  void aFileThatIsStillBeingWrittenCanBeDeletedUnderItsWriter() throws IOException {
    StagingStore store = open();
    StagedOutput out = store.open(directory + "/data/f.staged");
    out.write(new byte[100]);

    store.delete(directory + "/data/f.staged");

    assertThrows(IOException.class, out::close);
  }
}
