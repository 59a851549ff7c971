package io.sluice.tracker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.tracker.store.Store.Move;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
