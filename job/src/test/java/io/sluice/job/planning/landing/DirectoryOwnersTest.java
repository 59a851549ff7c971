package io.sluice.job.planning.landing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.config.IngestionPaths;
import io.sluice.job.planning.TopicDirectories.Check;
import io.sluice.job.planning.TopicDirectories.Unusable;
import io.sluice.job.planning.TopicDirectories.Usable;
import io.sluice.job.planning.TopicDirectories.Visitor;
import io.sluice.tracker.access.Access;
import io.sluice.tracker.access.UnguardedException;
import io.sluice.tracker.entry.Hold.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;

/** Checks of the owner and of the encryption of a topic's directories before a run uses them. */
class DirectoryOwnersTest {
  private static final Visitor FIRST =
      new Visitor("shop", "ledger", "cluster", 4, "run", 4, Map.of("orders", 0L));
  private static final Visitor AGAIN =
      new Visitor("shop", "ledger", "cluster", 4, "run", 4, Map.of("orders", 3L));
  private static final Access OWN = new Access("sluice", true, "etl", 0755, false);
  private static final Access MALLORYS = new Access("mallory", false, "staff", 0775, false);

  private final FakeAccess store = new FakeAccess();

  private static String user() throws IOException {
    return UserGroupInformation.getCurrentUser().getShortUserName();
  }

  private StoredTopicDirectories claiming() {
    return StoredTopicDirectories.claiming(store, places(), version -> Optional.empty());
  }

  private StoredTopicDirectories looking() {
    return StoredTopicDirectories.looking(store, places(), version -> Optional.empty());
  }

  private static IngestionPaths places() {
    return new IngestionPaths(
        URI.create("hdfs://nn"), "/data", "/data/.sluice/shop", "/data/.quarantine");
  }

  private static Check orders(StoredTopicDirectories directories, Visitor visitor)
      throws IOException {
    return Optional.ofNullable(directories.check(List.of("orders"), visitor).get("orders"))
        .orElseThrow();
  }

  private static String held(Check check) {
    Unusable held = assertInstanceOf(Unusable.class, check);
    assertEquals(Cause.DIRECTORY, held.cause());
    return held.message();
  }

  @Test
  void anEncryptedTopicWhoseQuarantineIsNotIsHeldWithTheCommandThatMakesItsZone()
      throws IOException {
    store.zones.put("/data/orders", "k1");

    String expected =
        "Cannot land topic orders: /data/orders lies in an encryption zone of key k1, and /data/.quarantine/orders in none, where HDFS keeps records unencrypted. Have HDFS's superuser make the zone: hdfs dfs -mkdir -p /data/.quarantine/orders && hdfs dfs -chown "
            + user()
            + " /data/.quarantine/orders && hdfs crypto -createZone -keyName k1 -path /data/.quarantine/orders; the next run looks again.";
    assertEquals(expected, held(orders(looking(), FIRST)));
    assertEquals(expected, held(orders(claiming(), AGAIN)));
  }

  @Test
  void whatLiesInTheQuarantineOfAnEncryptedTopicIsCopiedIntoItsZone() throws IOException {
    store.zones.put("/data/orders", "k1");
    store.putIfAbsent("/data/.quarantine/orders/dt=2026-11-21/1-run-0-0.avro", new byte[1]);

    String message = held(orders(claiming(), AGAIN));

    assertTrue(
        message.contains(
            "hdfs dfs -mv /data/.quarantine/orders /data/.quarantine/.orders.unencrypted && hdfs dfs -mkdir -p /data/.quarantine/orders && "),
        message);
    assertTrue(
        message.endsWith(
            "hdfs dfs -cp -p '/data/.quarantine/.orders.unencrypted/*' /data/.quarantine/orders && hdfs dfs -rm -r -skipTrash /data/.quarantine/.orders.unencrypted; the next run looks again."),
        message);
  }

  @Test
  void aQuarantineOfAnotherKeyHoldsTheTopic() throws IOException {
    store.zones.put("/data/orders", "k1");
    store.zones.put("/data/.quarantine", "k2");

    assertEquals(
        "Cannot land topic orders: /data/orders lies in an encryption zone of key k1, and /data/.quarantine/orders in one of key k2. A zone cannot lie within another one: set quarantine.dir to a directory in no zone, or to one whose zone has key k1; the next run looks again.",
        held(orders(claiming(), FIRST)));
  }

  @Test
  void aTopicLandsWhereItsQuarantineHasTheSameKeyOrTheTopicNone() throws IOException {
    store.zones.put("/data/.quarantine/orders", "k1");
    assertEquals(new Usable(), orders(claiming(), FIRST));

    store.zones.put("/data/orders", "k1");
    assertEquals(new Usable(), orders(claiming(), FIRST));
  }

  @Test
  void aKeyServerThatDoesNotAnswerHoldsItsTopicAndEndsNoRun() throws IOException {
    store.zones.put("/data/orders", "k1");
    store.zones.put("/data/.quarantine/orders", "k1");
    for (IOException failure :
        List.of(new ConnectException("kms:9600"), new SocketTimeoutException("kms:9600"))) {
      store.failures.put("/data/orders", failure);

      assertTrue(held(orders(claiming(), FIRST)).contains("kms:9600"));
    }
    store.zones.clear();
    assertThrows(IOException.class, () -> orders(claiming(), FIRST), "then it is the NameNode");
  }

  @Test
  void aDirectoryThatAnotherUserHasMadeIsReportedUntilSomethingHasLandedThere() throws IOException {
    store.access.put("/data/orders", MALLORYS);
    Usable reported =
        new Usable(
            List.of(
                "The directory of topic orders was made by another user, who may read, change and delete what lands there: /data/orders (owner mallory, group staff, rights rwxrwxr-x). If that is not meant, give it to this user: hdfs dfs -chown "
                    + user()
                    + " /data/orders"));

    assertEquals(reported, orders(looking(), FIRST));
    assertEquals(reported, orders(claiming(), FIRST));
    assertEquals(reported, orders(claiming(), FIRST), "an owner file may be forged");
    assertEquals(new Usable(), orders(claiming(), AGAIN));
  }

  @Test
  void aDirectoryOfThisUserIsReportedByNobody() throws IOException {
    store.access.put("/data/orders", OWN);
    store.access.put("/data/.quarantine/orders", OWN);

    assertEquals(new Usable(), orders(claiming(), FIRST));
    assertEquals(List.of(), claiming().warnings(visitorOf(0)));
  }

  @Test
  void aQuarantineThatAnotherUserOwnsIsReportedAsLongAsItsTopicIsClosed() throws IOException {
    store.access.put("/data/orders", OWN);
    store.access.put("/data/.quarantine/orders", MALLORYS);
    assertEquals(1, warnings(FIRST).size());
    assertEquals(List.of(), warnings(AGAIN));

    store.access.put("/data/orders", new Access("sluice", true, "etl", 0750, false));

    assertEquals(1, warnings(AGAIN).size());
    assertTrue(
        warnings(AGAIN)
            .get(0)
            .startsWith(
                "The directory of the quarantine of topic orders was made by another user, who may read bad records, whole as they came: /data/.quarantine/orders (owner mallory, "),
        warnings(AGAIN).get(0));
  }

  private List<String> warnings(Visitor visitor) throws IOException {
    return assertInstanceOf(Usable.class, orders(claiming(), visitor)).warnings();
  }

  @Test
  void directoriesOfTheIngestionThatOthersHaveMadeAreReportedByItsFirstRun() throws IOException {
    store.access.put("/data/.sluice/shop", MALLORYS);
    store.access.put("/data/.quarantine", MALLORYS);

    List<String> first = looking().warnings(visitorOf(0));

    assertEquals(2, first.size());
    assertTrue(first.get(0).startsWith("The directory of state.dir was made by another user"));
    assertTrue(first.get(1).startsWith("The directory of quarantine.dir was made by another user"));
    assertEquals(List.of(), looking().warnings(visitorOf(1)));
  }

  private static Visitor visitorOf(long base) {
    return new Visitor("shop", "ledger", "cluster", base, "run");
  }

  @Test
  void aQuarantineIsClosedAsTheTopicIsBeforeItIsUsedAgain() throws IOException {
    store.access.put("/data/.quarantine/orders", OWN);

    assertEquals(new Usable(), orders(claiming(), AGAIN));
    assertEquals(new Usable(), orders(looking(), AGAIN));

    assertEquals(List.of("/data/.quarantine/orders like /data/orders"), store.guarded());
  }

  @Test
  void aQuarantineThatCannotBeClosedHoldsItsTopic() throws IOException {
    store.access.put("/data/.quarantine/orders", MALLORYS);
    store.unguarded.put(
        "/data/.quarantine/orders", new UnguardedException("Cannot keep records there."));

    assertEquals(
        "Cannot land topic orders: its quarantine is open to more users. Cannot keep records there.",
        held(orders(claiming(), AGAIN)));
  }
}
