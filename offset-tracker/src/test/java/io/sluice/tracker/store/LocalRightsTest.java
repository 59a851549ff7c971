package io.sluice.tracker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.tracker.access.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights of directories on a local disk. */
class LocalRightsTest {
  private static final int SET_GROUP = 02000;

  @TempDir Path root;

  private StagingStore open() {
    return new LocalStore(root + "/state", Durability.NONE);
  }

  private Path directory(String path, int mode) throws IOException {
    Path made = Files.createDirectories(root.resolve(path));
    Files.setAttribute(made, "unix:mode", mode);
    return made;
  }

  private static int mode(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode") & 07777;
  }

  @Test
  void whatATopicsDirectoryHandsToItsFilesItsQuarantineDoesToo() throws IOException {
    Path topic = directory("data/orders", SET_GROUP | 0750);
    Path fresh = root.resolve("data/.quarantine/orders");
    Path old = directory("data/.quarantine/old", SET_GROUP | 0777);

    open().guardLike(fresh.toString(), topic.toString());
    open().guardLike(old.toString(), directory("data/old", 0750).toString());

    assertEquals(SET_GROUP | 0750, mode(fresh));
    assertEquals(SET_GROUP | 0750, mode(old), "it stays as its owner has made it");
  }

  @Test
  void aNewStateDirectoryHasTheGroupOfTheDirectoryAboveWhereThatSaysSo() throws IOException {
    directory("shared", SET_GROUP | 0775);

    new LocalStore(root + "/shared/state", Durability.NONE)
        .putIfAbsent(root + "/shared/state/ledger/1", new byte[1]);

    assertEquals(SET_GROUP | 0750, mode(root.resolve("shared/state")));
  }

  @Test
  void aQuarantineElsewhereIsClosedToWhomADirectoryAboveItsTopicKeepsOut() throws IOException {
    directory("closed", 0750);
    Path topic = directory("closed/data/orders", 0755);
    directory("locked", 0700);
    Path locked = directory("locked/data/orders", 0755);
    Path quarantine = directory("quarantine", 0755);

    open().guardLike(quarantine + "/orders", topic.toString());
    open().guardLike(quarantine + "/locked", locked.toString());
    open().guardLike(root + "/closed/quarantine/orders", topic.toString());

    assertEquals(0750, mode(quarantine.resolve("orders")));
    assertEquals(0700, mode(quarantine.resolve("locked")));
    assertEquals(0755, mode(root.resolve("closed/quarantine/orders")), "closed above, too");
  }

  @Test
  void aTopicThatIsALinkIsJudgedByWhereItLeads() throws IOException {
    directory("disk", 0750);
    Path target = directory("disk/orders", 0755);
    Path topics = directory("data", 0755);
    Path topic = Files.createSymbolicLink(topics.resolve("orders"), target);
    directory("locked", 0700);
    Path open = directory("open/orders", 0755);
    Path named = Files.createSymbolicLink(root.resolve("locked/orders"), open);

    open().guardLike(topics + "/.quarantine/orders", topic.toString());
    open().guardLike(topics + "/.quarantine/named", named.toString());

    assertEquals(0750, mode(topics.resolve(".quarantine/orders")), "closed above its target");
    assertEquals(0755, mode(topics.resolve(".quarantine/named")), "read without its name");
  }

  @Test
  void aQuarantineThatIsALinkIsJudgedByWhereItLeads() throws IOException {
    directory("closed", 0750);
    Path topic = directory("closed/orders", 0755);
    Path elsewhere = directory("elsewhere", 0755);
    Files.createSymbolicLink(root.resolve("closed/.quarantine"), elsewhere);

    open().guardLike(root + "/closed/.quarantine/orders", topic.toString());

    assertEquals(0750, mode(elsewhere.resolve("orders")));
  }

  @Test
  void theAccessToADirectoryNamesOwnerGroupAndRights() throws IOException {
    Path topic = directory("data/orders", 0751);
    String owner = Files.getOwner(topic).getName();

    Access access = open().access(topic.toString()).orElseThrow();

    assertEquals(0751, access.mode());
    assertEquals(true, access.isOwn());
    assertEquals(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(topic)), access.rights());
    assertEquals(
        "owner %s, group %s, rights rwxr-x--x".formatted(owner, access.group()), access.toString());
    assertEquals(Optional.empty(), open().access(root + "/none"));
  }
}
