package io.sluice.tracker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFs;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.permission.AclEntry;
import org.apache.hadoop.fs.permission.AclStatus;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsRightsTest {
  private static final URI LOCAL = URI.create("file:///");

  @TempDir private java.nio.file.Path directory;
  private java.nio.file.Path topic;
  private java.nio.file.Path bad;

  /** A local file system whose directories have an ACL that nobody can replace. */
  static final class FixedAcls extends FilterFs {
    private boolean isClosing = true;

    FixedAcls(URI uri, Configuration configuration)
        throws URISyntaxException, UnsupportedFileSystemException {
      super(AbstractFileSystem.createFileSystem(uri, new Configuration()));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      FileStatus status = super.getFileStatus(path);
      return new FileStatus(
          status.getLen(),
          status.isDirectory(),
          status.getReplication(),
          status.getBlockSize(),
          status.getModificationTime(),
          status.getAccessTime(),
          status.getPermission(),
          status.getOwner(),
          status.getGroup(),
          null,
          status.getPath(),
          true,
          false,
          false);
    }

    @Override
    public AclStatus getAclStatus(Path path) {
      return new AclStatus.Builder()
          .addEntries(AclEntry.parseAclSpec("user:hive:r-x,group::rwx", true))
          .build();
    }

    @Override
    public void setPermission(Path path, FsPermission rights) throws IOException {
      if (!isClosing) {
        throw new IOException("no more rights");
      }
      super.setPermission(path, rights);
    }

    /** The bits of the group are its entry's again, as in HDFS. */
    @Override
    public void removeAcl(Path path) throws IOException {
      super.setPermission(path, new FsPermission("770"));
    }

    @Override
    public void removeDefaultAcl(Path path) {}

    @Override
    public void setAcl(Path path, List<AclEntry> acl) throws IOException {
      super.setPermission(path, new FsPermission("777"));
      throw new IOException("no such ACL");
    }
  }

  @BeforeEach
  void made() throws IOException {
    topic = made("orders", "rwxr-x---");
    bad = made("bad", "rwxrwxrwx");
  }

  private java.nio.file.Path made(String name, String rights) throws IOException {
    java.nio.file.Path made = Files.createDirectory(directory.resolve(name));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(rights));
    return made;
  }

  private static FileContext files() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setClass(
        "fs.AbstractFileSystem.file.impl", FixedAcls.class, AbstractFileSystem.class);
    return FileContext.getFileContext(LOCAL, configuration);
  }

  private void guard(FileContext files) throws IOException {
    new HdfsRights(files, new HdfsZones(files, new Configuration()))
        .guard(new Path(bad.toString()), new Path(topic.toString()));
  }

  private String rights() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(bad));
  }

  @Test
  void aDirectoryWhoseAclCannotBeSetIsClosedToAllButItsOwner() throws IOException {
    guard(files());

    assertEquals("rwx------", rights());
  }

  @Test
  void nothingIsKeptInADirectoryThatCannotBeClosedAgain() throws IOException {
    FileContext files = files();
    Files.delete(bad);
    ((FixedAcls) files.getDefaultFileSystem()).isClosing = false;

    String refused =
        String.valueOf(assertThrows(UnguardedException.class, () -> guard(files)).getMessage());

    assertTrue(refused.contains("its rights cannot be set (no such ACL)"), refused);
    assertTrue(refused.endsWith(": hdfs dfs -chmod 700 " + bad), refused);
  }
}
