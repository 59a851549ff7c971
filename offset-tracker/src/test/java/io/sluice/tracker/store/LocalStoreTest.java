package io.sluice.tracker.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.tracker.access.LocalLinks;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.store.Store.Move;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStoreTest extends StoreContract {
  @TempDir Path directory;

  @Override
  protected StagingStore open() {
    return new LocalStore(directory + "/state", Durability.NONE);
  }

  @Override
  protected String directory() {
    return directory.toString();
  }

  /** Link and unlink are two steps: a publisher may die in between. */
  @Test
  void aMoveThatStoppedHalfWayIsFinishedByTheNext() throws IOException {
    Path staged = Files.writeString(directory.resolve("f.staged"), "records");
    Path target = directory.resolve("f");
    Files.createLink(target, staged);

    assertEquals(Move.DONE, open().moveOnce(staged.toString(), target.toString()));

    assertFalse(Files.exists(staged));
    assertEquals("records", Files.readString(target));
  }

  @Test
  void aGuardedDirectoryIsNoMoreOpenThanTheOther() throws IOException {
    Path topic = Files.createDirectory(directory.resolve("orders"));
    Files.setPosixFilePermissions(topic, PosixFilePermissions.fromString("rwxr-x---"));
    Path fresh = directory.resolve(".quarantine/orders");
    Path open = Files.createDirectories(directory.resolve(".quarantine/open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));
    Path closed = Files.createDirectories(directory.resolve(".quarantine/closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

    for (Path each : List.of(fresh, open, closed)) {
      open().guardLike(each.toString(), topic.toString());
    }
    open().guardLike(directory + "/.quarantine/none", directory + "/none");

    Path others = Files.createDirectory(directory.resolve("others"));
    Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("r-xr-xr-x"));
    open().guardLike(directory + "/.quarantine/others", others.toString());

    assertEquals("rwxr-xr-x", rights(directory.resolve(".quarantine/others")), "its owner writes");
    assertEquals("rwxr-x---", rights(fresh));
    assertEquals("rwxr-x---", rights(open));
    assertEquals("rwx------", rights(closed), "what a person has closed stays closed");
    assertFalse(Files.exists(directory.resolve(".quarantine/none")));
  }

  @Test
  void aNewStateDirectoryIsClosedToOthersAndOneThatIsThereStaysAsItIs() throws IOException {
    open().putIfAbsent(directory + "/state/ledger/1", new byte[1]);
    Path old = Files.createDirectory(directory.resolve("old"));
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxrwxr-x"));
    new LocalStore(old.toString(), Durability.NONE).putIfAbsent(old + "/ledger/1", new byte[1]);

    assertEquals("rwxr-x---", rights(directory.resolve("state")));
    assertEquals("rwxrwxr-x", rights(old));
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aDirectoryWhereAFileShouldBeIsNamed() throws IOException {
    Path taken = Files.createDirectory(directory.resolve("7"));

    IOException refused = assertThrows(IOException.class, () -> open().read(taken.toString()));

    assertEquals(
        "Cannot read " + taken + ": it is a directory, where a file was put. Move it away",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "runs/.tmp", "published", "digests", "ledger", "after"})
  void aLinkInTheStateDirectoryLeadsNowhere(String name) throws IOException {
    Path others = Files.createDirectories(directory.resolve("others/1/below"));
    Files.writeString(others.resolve("x"), "of somebody else");
    Path link = directory.resolve("state").resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, directory.resolve("others"));
    StagingStore store = open();

    for (Executable act :
        List.<Executable>of(
            () -> store.list(link.toString()),
            () -> store.read(link + "/1/below/x"),
            () -> store.delete(link + "/1"),
            () -> store.putIfAbsent(link + "/2", new byte[1]))) {
      UnreadableStateException refused = assertThrows(UnreadableStateException.class, act);
      assertTrue(refused.getMessage().contains(link + " is a symbolic link"), refused::getMessage);
    }

    store.delete(link.toString());
    assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS), "the link itself goes");
    assertTrue(Files.exists(others.resolve("x")));
  }

  /** A topic with a link in the place of a time partition, and a staged file of that partition. */
  private final class LinkedTopic {
    final Path topic = Files.createDirectories(directory.resolve("data/orders"));
    final Path link = topic.resolve("dt=1");
    final String staged = topic + "/.sluice-staging/o/0/run/0.0/~f.staged";
    final String landed = topic + "/dt=1/f";

    LinkedTopic(Path leadsTo) throws IOException {
      Files.createSymbolicLink(link, leadsTo);
      try (StagedOutput out = open().open(staged)) {
        out.write("records".getBytes(UTF_8));
      }
    }

    /** A store of a user; as root the link's owner is changed, since root's own is followed. */
    StagingStore as(String user) throws IOException {
      if (Files.getOwner(link, LinkOption.NOFOLLOW_LINKS).getName().equals("root")) {
        Files.setAttribute(link, "unix:uid", 65_000, LinkOption.NOFOLLOW_LINKS);
      }
      String owner = Files.getOwner(link, LinkOption.NOFOLLOW_LINKS).getName();
      return new LocalStore(
          Durability.NONE,
          new LocalLinks(
              directory.resolve("state"), () -> user.equals("its owner") ? owner : user));
    }
  }

  @Test
  void aLinkOfThisUserInATopicsDirectoryIsFollowed() throws IOException {
    Path disk = Files.createDirectories(directory.resolve("disk/old"));
    LinkedTopic topic = new LinkedTopic(disk);
    StagingStore store = topic.as("its owner");

    store.mustBeOpen(topic.staged, topic.landed);

    assertEquals(Move.DONE, store.moveOnce(topic.staged, topic.landed));
    assertEquals("records", Files.readString(disk.resolve("f")));
    assertFalse(Files.exists(Path.of(topic.staged)));
  }

  @Test
  void nothingLandsThroughALinkOfAnotherUser() throws IOException {
    Path others = Files.createDirectories(directory.resolve("others"));
    LinkedTopic topic = new LinkedTopic(others);
    StagingStore store = topic.as("ann");

    for (Executable act :
        List.<Executable>of(
            () -> store.mustBeOpen(topic.staged, topic.landed),
            () -> store.moveOnce(topic.staged, topic.landed))) {
      UnreadableStateException refused = assertThrows(UnreadableStateException.class, act);
      assertTrue(
          refused.getMessage().contains(topic.link + " is a symbolic link of user "),
          refused::getMessage);
      assertTrue(refused.getMessage().endsWith("chown -h ann " + topic.link), refused::getMessage);
    }

    assertTrue(Files.exists(Path.of(topic.staged)));
    assertEquals(0, others.toFile().list().length);
    Files.delete(topic.link);
    assertEquals(Move.DONE, store.moveOnce(topic.staged, topic.landed));
  }

  @Test
  void aLinkOfAnotherUserBehindOneOfThisUserIsRefusedToo() throws IOException {
    Path disk = Files.createDirectories(directory.resolve("disk/old"));
    Path second = Files.createSymbolicLink(directory.resolve("second"), disk);
    LinkedTopic topic = new LinkedTopic(second);
    StagingStore store = topic.as("its owner");
    boolean isRoot = Files.getOwner(second, LinkOption.NOFOLLOW_LINKS).getName().equals("root");
    assumeTrue(isRoot, "only root gives links away");
    store.mustBeOpen(topic.staged, topic.landed);

    Files.setAttribute(second, "unix:uid", 65_001, LinkOption.NOFOLLOW_LINKS);

    assertThrows(
        UnreadableStateException.class, () -> store.mustBeOpen(topic.staged, topic.landed));
  }

  @Test
  void aLinkWhoseDiskIsNotMountedIsReportedBeforeAnythingIsMadeThere() throws IOException {
    LinkedTopic topic = new LinkedTopic(directory.resolve("unmounted/old"));
    StagingStore store = topic.as("its owner");

    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class, () -> store.mustBeOpen(topic.staged, topic.landed));

    assertTrue(refused.getMessage().contains("Mount the disk"), refused::getMessage);
    assertFalse(Files.exists(directory.resolve("unmounted")));
  }

  @Test
  void aFileInThePlaceOfATimePartitionIsReported() throws IOException {
    Path file = directory.resolve("data/orders/dt=1");
    String staged = directory + "/data/orders/.sluice-staging/o/0/run/0.0/~f.staged";
    Files.createDirectories(file.getParent());
    Files.createFile(file);

    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class, () -> open().mustBeOpen(staged, file + "/hour=1/f"));

    assertTrue(refused.getMessage().contains(file + " is no directory"), refused::getMessage);
  }

  /** Another disk than that of the test's directory. */
  private static Path otherDisk() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory), "there is no other disk to write to");
    return Files.createTempDirectory(memory, "sluice");
  }

  @Test
  void ontoAnotherDiskACopyIsLinkedAndAStoppedMoveIsFinished() throws IOException {
    Path disk = otherDisk();
    try {
      assumeTrue(
          !Files.getFileStore(disk).equals(Files.getFileStore(directory)), "both are one disk");
      LinkedTopic topic = new LinkedTopic(disk);
      StagingStore store = topic.as("its owner");
      byte[] staged = Files.readAllBytes(Path.of(topic.staged));

      assertEquals(Move.DONE, store.moveOnce(topic.staged, topic.landed));
      assertEquals("records", Files.readString(disk.resolve("f")));
      assertEquals(List.of("f"), List.of(disk.toFile().list()), "no other file is left");

      Path copy = disk.resolve(".sluice-f.copy");
      Files.createLink(copy, disk.resolve("f"));
      Files.write(Path.of(topic.staged), staged);
      assertEquals(Move.DONE, store.moveOnce(topic.staged, topic.landed));
      assertEquals(List.of("f"), List.of(disk.toFile().list()));
      assertFalse(Files.exists(Path.of(topic.staged)), "finished by the next");

      Files.write(Path.of(topic.staged), staged);
      assertEquals(Move.NOT_DONE, store.moveOnce(topic.staged, topic.landed), "another file");
      Files.move(disk.resolve("f"), copy);
      assertEquals(Move.DONE, store.moveOnce(topic.staged, topic.landed), "from the copy");
      assertEquals(List.of("f"), List.of(disk.toFile().list()));
    } finally {
      new LocalStore(directory + "/state", Durability.NONE).delete(disk.toString());
    }
  }

  @Test
  void aLinkInThePlaceOfAStagingIsNotDeletedThrough() throws IOException {
    Path others = Files.createDirectories(directory.resolve("others/o/1"));
    Path topic = Files.createDirectories(directory.resolve("data/orders"));
    Files.createSymbolicLink(topic.resolve(".sluice-staging"), directory.resolve("others"));

    assertThrows(
        UnreadableStateException.class, () -> open().delete(topic + "/.sluice-staging/o/1"));

    assertTrue(Files.exists(others));
  }

  @Test
  void directoriesAboveAndTopicsDirectoriesMayBeLinks() throws IOException {
    Path disk = Files.createDirectories(directory.resolve("disk/orders"));
    Files.createSymbolicLink(directory.resolve("data"), directory.resolve("disk"));
    Files.createDirectories(directory.resolve("other disk"));
    Files.createSymbolicLink(directory.resolve("state"), directory.resolve("other disk"));
    String topic = directory.resolve("data/orders").toString();
    String staged = topic + "/.sluice-staging/o/0/run/0.0/~f.staged";
    open().open(staged).close();

    open().putIfAbsent(directory + "/state/ledger/1", new byte[1]);
    open().moveOnce(staged, topic + "/dt=1/f");

    assertTrue(Files.exists(disk.resolve("dt=1/f")));
    assertTrue(open().read(directory + "/state/ledger/1").isPresent());
  }

  @Test
  void aPipeIsNotReadFrom() throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

    assertThrows(UnreadableStateException.class, () -> open().read(pipe.toString()));
  }
}
