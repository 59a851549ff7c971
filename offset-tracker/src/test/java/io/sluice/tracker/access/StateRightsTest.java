package io.sluice.tracker.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.tracker.access.StateRights.Use;
import io.sluice.tracker.store.Durability;
import io.sluice.tracker.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.permission.AclEntry;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateRightsTest {
  @TempDir private Path directory;
  private Path state;

  @BeforeEach
  void runs() throws IOException {
    state = directory.resolve("data/.sluice/app");
    LocalStore store = new LocalStore(state.toString(), Durability.NONE);
    store.putIfAbsent(state + "/ledger/1", "1".getBytes(US_ASCII));
    store.putIfAbsent(state + "/runs/0/run/plan.json", "{}".getBytes(US_ASCII));
  }

  private Optional<String> fault() throws IOException {
    return StateRights.local().fault(state.toString(), Use.WRITE);
  }

  private static void give(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  @Test
  void whatSluiceMakesIsClosedToOthers() throws IOException {
    assertEquals(Optional.empty(), fault());
    assertEquals(Optional.empty(), StateRights.local().fault(directory + "/none", Use.WRITE));
  }

  @ParameterizedTest
  @CsvSource({
    "data/.sluice/app, rwxr-xrwx, everybody may write in",
    "data/.sluice/app/ledger, rwxrwxrwx, everybody may write in",
    "data/.sluice/app/ledger/1, rw-r--rw-, everybody may write in",
    "data/.sluice/app/runs/0/run, rwxr-xrwx, everybody may write in",
    "data/.sluice, rwxrwxrwx, put another directory in the place of the state directory",
    "data, rwxrwxrwx, put another directory in the place of the state directory"
  })
  void aPlaceWhereEverybodyMayWriteIsFound(String path, String rights, String why)
      throws IOException {
    give(directory.resolve(path), rights);

    String fault = fault().orElseThrow();

    assertTrue(fault.contains(why), fault);
    assertTrue(fault.contains(directory.resolve(path).toString()), fault);
    assertTrue(
        fault.endsWith(
            directory.resolve(path).startsWith(state)
                ? ": chmod -R go-w " + state
                : ": chmod go-w " + directory.resolve(path)),
        fault);
  }

  @Test
  void belowADirectoryThatNobodyElseEntersNothingIsLookedAt() throws IOException {
    give(state.resolve("ledger"), "rwxrwxrwx");
    give(state, "rwx------");

    assertEquals(Optional.empty(), fault());
  }

  @Test
  void whereTheStickyBitIsSetNobodyPutsAnotherInThePlaceOfTheStateDirectory() throws IOException {
    Files.setAttribute(directory.resolve("data"), "unix:mode", 01777);

    assertEquals(Optional.empty(), fault());
  }

  @Test
  void theStickyBitOfTheStateDirectoryItselfHelpsNothing() throws IOException {
    Files.setAttribute(state, "unix:mode", 01777);

    assertTrue(fault().orElseThrow().contains("everybody"));
  }

  @Test
  void aStateDirectoryOfAnotherUserIsForLookingOnly() throws IOException {
    assumeTrue(System.getProperty("user.name", "").equals("root"), "only root gives files away");
    Files.setOwner(
        state,
        state.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

    assertTrue(fault().orElseThrow().startsWith("it belongs to nobody, and this is root."));
    assertEquals(Optional.empty(), StateRights.local().fault(state.toString(), Use.READ));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwxr-xr-x", "rwx------"})
  void whoOnlyReadsIsNoWriter(String rights) {
    assertEquals(List.of(), others("etl", rights));
  }

  private static List<String> others(String group, String rights, AclEntry... acl) {
    return HdfsWriters.others("etl", group, FsPermission.valueOf("d" + rights), List.of(acl), "me");
  }

  private static AclEntry acl(String text) {
    return AclEntry.parseAclEntry(text, true);
  }

  @Test
  void inHdfsTheGroupIsAnother() {
    assertEquals(List.of("group staff"), others("staff", "rwxrwx---"));
    assertEquals(List.of("group staff", "everybody"), others("staff", "rwxrwxrwx"));
  }

  @Test
  void aGroupOfTheOwnersNameIsTheOwners() {
    assertEquals(List.of(), others("etl", "rwxrwx---"));
  }

  @Test
  void anAclCountsAsFarAsItsMaskGoes() {
    AclEntry bob = acl("user:bob:rwx");
    AclEntry group = acl("group::rwx");
    AclEntry ops = acl("group:ops:rw-");

    assertEquals(List.of(), others("staff", "rwxr-x---", bob, group, ops));
    assertEquals(
        List.of("user bob", "group staff", "group ops"),
        others("staff", "rwxrwx---", bob, group, ops));
    assertEquals(List.of("group ops"), others("staff", "rwxrwx---", acl("group::r-x"), ops));
  }

  @Test
  void whatAnAclGivesToThisUserOrByDefaultIsNoFault() {
    assertEquals(
        List.of(),
        others("staff", "rwxrwx---", acl("user:me:rwx"), acl("group::r-x"), acl("user:etl:rwx")));
    assertEquals(List.of(), others("staff", "rwxr-x---", acl("default:user:bob:rwx")));
  }

  @Test
  void aDirectoryThatOthersMayWriteIsFoundInAnyFileSystem() throws IOException {
    Map<String, Writers.Item> items = new TreeMap<>();
    Consumer<Writers.Item> add = item -> items.put(item.path(), item);
    add.accept(item("/state", List.of()));
    add.accept(item("/state/ledger", List.of("user bob")));
    StateRights rights = new StateRights(new Fixed(items));

    assertEquals(
        Optional.of("user bob may write in /state/ledger. Close it: close /state"),
        rights.fault("/state", Use.WRITE));
    items.remove("/state/ledger");
    assertEquals(Optional.empty(), rights.fault("/state", Use.WRITE));
  }

  @Test
  void aDirectoryAboveIsClosedAloneAndKeepsItsAcl() throws IOException {
    Map<String, Writers.Item> items = new TreeMap<>();
    items.put("/data", item("/data", List.of("group staff")));
    items.put("/data/state", item("/data/state", List.of()));

    String fault = new StateRights(new Fixed(items)).fault("/data/state", Use.WRITE).orElseThrow();

    assertTrue(fault.startsWith("group staff may write in /data, and put another"), fault);
    assertTrue(fault.contains("Set state.dir to a directory elsewhere"), fault);
    assertTrue(fault.endsWith(": close alone /data"), fault);
  }

  @Test
  void theCommandsTakeAPathAsAShellDoes() throws IOException {
    for (Writers writers :
        List.of(new HdfsWriters(FileContext.getLocalFSFileContext()), new LocalWriters())) {
      boolean isHdfs = writers instanceof HdfsWriters;
      String hdfs = isHdfs ? "hdfs dfs -" : "";
      assertEquals(hdfs + "chmod go-w /data", writers.closingAlone("/data"));
      assertEquals(hdfs + "chmod go-w '/my data'", writers.closingAlone("/my data"));
      assertEquals(
          (isHdfs ? "hdfs dfs -setfacl -R -b '/my data' && " : "")
              + hdfs
              + "chmod -R go-w '/my data'",
          writers.closing("/my data"));
      assertEquals(
          hdfs + "chown -R " + writers.user() + " '/my data'", writers.handingOver("/my data"));
    }
  }

  @Test
  void whatBelongsToAnotherWithinTheStateDirectoryIsFound() throws IOException {
    Map<String, Writers.Item> items = new TreeMap<>();
    items.put("/state", item("/state", List.of()));
    items.put(
        "/state/ledger",
        new Writers.Item(
            "/state/ledger",
            "mallory",
            List.of(),
            Writers.Stickiness.FREE,
            Writers.Entry.OTHERS_TOO));

    assertEquals(
        Optional.of(
            "/state/ledger belongs to mallory, and the state directory to me. Look at what is in it, and move it away, or have it handed over: hand over /state/ledger"),
        new StateRights(new Fixed(items)).fault("/state", Use.WRITE));
  }

  @Test
  void theDirectoriesAboveTheOneThatALinkLeadsToCountToo() throws IOException {
    Path open = Files.createDirectories(directory.resolve("open"));
    Files.move(state, open.resolve("app"));
    Files.createSymbolicLink(state, open.resolve("app"));
    assertEquals(Optional.empty(), fault());

    give(open, "rwxrwxrwx");

    assertTrue(fault().orElseThrow().contains("everybody may write in " + open.toRealPath()));
  }

  @Test
  void aLinkOfAnotherUserThatLeadsToItIsAFault() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root gives links away");
    Files.move(state, directory.resolve("app"));
    Files.createSymbolicLink(state, directory.resolve("app"));
    assertEquals(Optional.empty(), fault());

    Files.setAttribute(state, "unix:uid", 65_000, LinkOption.NOFOLLOW_LINKS);

    assertTrue(fault().orElseThrow().startsWith(state + " is a link of 65000, who could lead it"));
  }

  @Test
  void theDirectoryOfALinkThatALinkLeadsToCountsToo() throws IOException {
    Path open = Files.createDirectories(directory.resolve("open"));
    Files.move(state, directory.resolve("app"));
    Files.createSymbolicLink(open.resolve("second"), directory.resolve("app"));
    Files.createSymbolicLink(state, open.resolve("second"));
    assertEquals(Optional.empty(), fault());

    give(open, "rwxrwxrwx");

    assertTrue(fault().orElseThrow().contains("everybody may write in " + open.toRealPath()));
  }

  private static Writers.Item item(String path, List<String> others) {
    return new Writers.Item(path, "me", others, Writers.Stickiness.FREE, Writers.Entry.OTHERS_TOO);
  }

  /** Items that are written down. */
  private record Fixed(Map<String, Writers.Item> items) implements Writers {
    @Override
    public String user() {
      return "me";
    }

    @Override
    public Optional<Item> at(String path) {
      return Optional.ofNullable(items.get(path));
    }

    @Override
    public List<Item> in(String directory) {
      return items.values().stream()
          .filter(item -> item.path().startsWith(directory + "/"))
          .toList();
    }

    @Override
    public String closing(String path) {
      return "close " + path;
    }

    @Override
    public String closingAlone(String path) {
      return "close alone " + path;
    }

    @Override
    public String handingOver(String path) {
      return "hand over " + path;
    }
  }
}
