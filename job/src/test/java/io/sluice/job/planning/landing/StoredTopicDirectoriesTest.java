package io.sluice.job.planning.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.config.Places;
import io.sluice.job.planning.TopicDirectories.Check;
import io.sluice.job.planning.TopicDirectories.Unusable;
import io.sluice.job.planning.TopicDirectories.Usable;
import io.sluice.job.planning.TopicDirectories.Visitor;
import io.sluice.tracker.entry.Held.Cause;
import io.sluice.tracker.store.Durability;
import io.sluice.tracker.store.LocalStore;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTopicDirectoriesTest {
  private static final Visitor ME = new Visitor("mine", "cluster", 4, "run");

  @TempDir private Path root;

  @Test
  void aRunMakesTheDirectoryAndMarksItAsItsOwn() throws Exception {
    Check check = claim("orders", ME);

    assertEquals(new Usable(), check);
    assertEquals(
        "ingestion=mine\nclusterId=cluster\n",
        Files.readString(root.resolve("orders/.sluice-owner")));
    assertEquals(new Usable(), claim("orders", ME), "the second time it is there");
  }

  @Test
  void nothingIsLeftOfTheAttemptToWrite() throws Exception {
    claim("orders", ME);

    try (Stream<Path> files = Files.walk(root.resolve("orders"))) {
      assertEquals(
          List.of(root.resolve("orders/.sluice-owner")),
          files.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void aDirectoryOfAnotherIngestionIsRefusedWithBothNames() throws Exception {
    claim("orders", new Visitor("theirs", "cluster", 0, "run"));

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", ME));

    assertEquals(Cause.OWNER, refused.cause());
    assertEquals(
        "Cannot land topic orders in "
            + root
            + "/orders: the directory belongs to ingestion theirs of Kafka cluster cluster, and this is ingestion mine of Kafka cluster cluster. Choose another topics.dir, or leave the topic to its owner.",
        refused.message());
  }

  @Test
  void aDirectoryOfAnotherKafkaClusterIsRefused() throws Exception {
    claim("orders", new Visitor("mine", "elsewhere", 0, "run"));

    assertEquals(Cause.OWNER, assertInstanceOf(Unusable.class, claim("orders", ME)).cause());
  }

  private void landed(String path) throws Exception {
    Path file = root.resolve("orders").resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[3]);
  }

  @Test
  void aTopicThatIsAheadOfTheLedgerIsRefusedBeforeItIsDoubled() throws Exception {
    landed("dt=2026-11-21/hour=10/5-20261121T110333Z-abcdef-0-0.avro");

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", ME));

    assertEquals(Cause.LEDGER_SET_BACK, refused.cause());
    assertEquals(
        "Cannot land topic orders: "
            + root
            + "/orders/dt=2026-11-21/hour=10/5-20261121T110333Z-abcdef-0-0.avro is of a version that the ledger has not reached (4), so the ledger was set back, and what it says to read has landed already. Restore the state directory as it was last; or, to begin anew, move the topic's landed files away.",
        refused.message());
  }

  @Test
  void whatTheLedgerHasReachedIsNoneOfItsFuture() throws Exception {
    landed("dt=2026-11-21/hour=10/4-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-21/hour=10/9u-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-21/hour=10/9b-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-21/hour=10/9-somebody-elses");
    landed(".sluice-staging/theirs/9/run/file.staged");

    assertEquals(new Usable(), claim("orders", ME));
  }

  @Test
  void whatIsStagedOnAVersionAheadIsAheadToo() throws Exception {
    landed(".sluice-staging/mine/5/run/0.0/file.staged");

    assertEquals(
        Cause.LEDGER_SET_BACK, assertInstanceOf(Unusable.class, claim("orders", ME)).cause());
  }

  @Test
  void whatCameSinceTheTopicWasHeldIsAheadThoughTheLedgerHasReachedIt() throws Exception {
    landed("dt=2026-11-21/hour=10/4-20261121T110333Z-abcdef-0-0.avro");

    Check check = claim("orders", new Visitor("mine", "cluster", 4, "run", 3));

    assertEquals(Cause.LEDGER_SET_BACK, assertInstanceOf(Unusable.class, check).cause());
  }

  @Test
  void anOldTimePartitionThatWasChangedLastIsLookedAt() throws Exception {
    landed("dt=2026-11-20/5-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-19/1-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-21/1-20261121T110333Z-abcdef-0-0.avro");
    for (String day : List.of("19", "21")) {
      Files.setLastModifiedTime(
          root.resolve("orders/dt=2026-11-" + day), FileTime.fromMillis(1_000));
    }

    assertEquals(
        Cause.LEDGER_SET_BACK, assertInstanceOf(Unusable.class, claim("orders", ME)).cause());
  }

  @Test
  void whatCannotBeMadeKeepsNoOtherFromLanding() throws Exception {
    Files.write(root.resolve("orders"), "a file stands here".getBytes(UTF_8));

    Map<String, Check> checks =
        StoredTopicDirectories.claiming(store(), places()).check(List.of("orders", "clicks"), ME);

    Unusable refused = assertInstanceOf(Unusable.class, checks.get("orders"));
    assertEquals(Cause.DIRECTORY, refused.cause());
    assertTrue(
        refused.message().startsWith("Cannot land topic orders in " + root + "/orders: "),
        refused::message);
    assertEquals(new Usable(), checks.get("clicks"));
  }

  @Test
  void aLookChangesNothing() throws Exception {
    assertEquals(new Usable(), look("orders"));
    assertFalse(Files.exists(root.resolve("orders")));
  }

  @Test
  void aLookTellsOfAnotherOwner() throws Exception {
    claim("orders", new Visitor("theirs", "cluster", 0, "run"));

    assertInstanceOf(Unusable.class, look("orders"));
  }

  private StagingStore store() {
    return new LocalStore(root + "/.sluice/mine", Durability.NONE);
  }

  private Places places() {
    return new Places(
        URI.create("file:///"), root.toString(), root + "/.sluice/mine", root + "/.quarantine");
  }

  private Check claim(String topic, Visitor visitor) throws IOException {
    return only(
        StoredTopicDirectories.claiming(store(), places()).check(List.of(topic), visitor), topic);
  }

  private Check look(String topic) throws IOException {
    return only(StoredTopicDirectories.looking(store(), places()).check(List.of(topic), ME), topic);
  }

  private static Check only(Map<String, Check> checks, String topic) {
    Check check = checks.get(topic);
    if (check == null) {
      throw new AssertionError("no answer for " + topic);
    }
    return check;
  }
}
