package io.sluice.job.planning.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.config.IngestionPaths;
import io.sluice.job.planning.TopicDirectories.Check;
import io.sluice.job.planning.TopicDirectories.Unusable;
import io.sluice.job.planning.TopicDirectories.Usable;
import io.sluice.job.planning.TopicDirectories.Visitor;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.Durability;
import io.sluice.tracker.store.LocalStore;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTopicDirectoriesTest {
  private static final Visitor ME = new Visitor("mine", "ledger", "cluster", 4, "run");
  private static final Visitor HELD_SINCE_FOUR =
      new Visitor("mine", "ledger", "cluster", 4, "run", 3, Map.of());

  @TempDir private Path root;

  /** Which run has put each version of the ledger. */
  private final Runs runs = new Runs();

  private static final class Runs {
    private final Map<Long, String> known = new HashMap<>();

    Optional<String> get(long version) {
      return Optional.ofNullable(known.get(version));
    }
  }

  private String stager(String stateDirectory) {
    return new StagingOwner("mine", "ledger", root + stateDirectory).directory();
  }

  @Test
  void aRunMakesTheDirectoryAndMarksItAsItsOwn() throws Exception {
    Check check = claim("orders", ME);

    assertEquals(new Usable(), check);
    assertEquals(
        "ingestion=mine\nledgerId=ledger\nclusterId=cluster\n",
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
    claim("orders", new Visitor("theirs", "theirs", "cluster", 0, "run"));

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", ME));

    assertEquals(Cause.OWNER, refused.cause());
    assertEquals(
        "Cannot land topic orders in "
            + root
            + "/orders: the directory belongs to ingestion theirs (ledger theirs) of Kafka cluster cluster, and this is ingestion mine (ledger ledger) of Kafka cluster cluster with state.dir="
            + root
            + "/.sluice/mine. Choose another topics.dir, or leave the topic to its owner.",
        refused.message());
  }

  @Test
  void aDirectoryOfAnotherKafkaClusterIsRefused() throws Exception {
    claim("orders", new Visitor("mine", "ledger", "elsewhere", 0, "run"));

    assertEquals(Cause.OWNER, assertInstanceOf(Unusable.class, claim("orders", ME)).cause());
  }

  private void landed(String path) throws Exception {
    Path file = root.resolve("orders").resolve(path).normalize();
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
            + "/orders/dt=2026-11-21/hour=10/5-20261121T110333Z-abcdef-0-0.avro is of a version that the ledger has not reached (4), so the ledger was set back, or its state directory is a copy of one that is used elsewhere, and what it says to read may have landed already. Restore the state directory as it was last, and use one copy of it only. If what it held since is gone for good, move the files of the topic away that 'verify' finds as unknown-file and ledger-set-back, and "
            + root
            + "/orders/.sluice-staging: the next run then reads those records again.",
        refused.message());
  }

  @Test
  void whatTheLedgerHasReachedIsNoneOfItsFuture() throws Exception {
    landed("dt=2026-11-21/hour=10/4-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-21/hour=10/9m-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-21/hour=10/9b-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-21/hour=10/9-somebody-elses");
    landed(".sluice-staging/theirs/9/run/file.staged");

    assertEquals(new Usable(), claim("orders", ME));
  }

  @Test
  void whatIsStagedOnAVersionAheadIsAheadToo() throws Exception {
    landed(".sluice-staging/" + stager("/.sluice/mine") + "/5/run/0.0/file.staged");

    assertEquals(
        Cause.LEDGER_SET_BACK, assertInstanceOf(Unusable.class, claim("orders", ME)).cause());
  }

  @Test
  void whatCameSinceTheTopicWasHeldIsAheadThoughTheLedgerHasReachedIt() throws Exception {
    landed("dt=2026-11-21/hour=10/4-20261121T110333Z-abcdef-0-0.avro");

    Check check = claim("orders", HELD_SINCE_FOUR);

    assertEquals(Cause.LEDGER_SET_BACK, assertInstanceOf(Unusable.class, check).cause());
  }

  @Test
  void aVersionThatTheLedgerHasLetGoIsAheadWhereItDidNotMoveTheTopic() throws Exception {
    landed("dt=2026-11-21/hour=10/3-20261121T110333Z-abcdef-0-0.avro");

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", movedLast(2)));

    assertEquals(Cause.LEDGER_SET_BACK, refused.cause());
    assertTrue(
        refused
            .message()
            .contains(
                "is of version 3, and by the ledger the topic has landed last with version 2"),
        refused::message);
    assertEquals(new Usable(), claim("orders", movedLast(3)));
  }

  private static Visitor movedLast(long version) {
    return new Visitor("mine", "ledger", "cluster", 4, "run", 4, Map.of("orders", version));
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
        StoredTopicDirectories.claiming(store(), places(), runs::get)
            .check(List.of("orders", "clicks"), ME);

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
  void aLookReportsAnotherOwner() throws Exception {
    claim("orders", new Visitor("theirs", "theirs", "cluster", 0, "run"));

    assertInstanceOf(Unusable.class, look("orders"));
  }

  private StagingStore store() {
    return new LocalStore(root + "/.sluice/mine", Durability.NONE);
  }

  private IngestionPaths places() {
    return new IngestionPaths(
        URI.create("file:///"), root.toString(), root + "/.sluice/mine", root + "/.quarantine");
  }

  private Check claim(String topic, Visitor visitor) throws IOException {
    return only(
        StoredTopicDirectories.claiming(store(), places(), runs::get)
            .check(List.of(topic), visitor),
        topic);
  }

  private Check look(String topic) throws IOException {
    return only(
        StoredTopicDirectories.looking(store(), places(), runs::get).check(List.of(topic), ME),
        topic);
  }

  private static Check only(Map<String, Check> checks, String topic) {
    Check check = checks.get(topic);
    if (check == null) {
      throw new AssertionError("no answer for " + topic);
    }
    return check;
  }

  @Test
  void anotherStateDirectoryOfTheSameNameIsRefusedWithBothLedgers() throws Exception {
    claim("orders", new Visitor("mine", "theirs", "cluster", 0, "run"));

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", ME));

    assertEquals(Cause.OWNER, refused.cause());
    assertTrue(
        refused
            .message()
            .contains(
                "belongs to ingestion mine (ledger theirs) of Kafka cluster cluster, and this is ingestion mine (ledger ledger) of Kafka cluster cluster with state.dir="
                    + root
                    + "/.sluice/mine. Two state directories have that name"),
        refused::message);
  }

  @Test
  void aFileOfAnotherRunThanTheLedgersVersionMeansThatItWasSetBack() throws Exception {
    landed("dt=2026-11-21/hour=10/3-20261121T110333Z-abcdef-0-0.avro");
    runs.known.put(3L, "20261121T120000Z-zzzzzz");

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", ME));

    assertEquals(Cause.LEDGER_SET_BACK, refused.cause());
    assertTrue(
        refused
            .message()
            .contains(
                "3-20261121T110333Z-abcdef-0-0.avro is of run 20261121T110333Z-abcdef, and version 3 of the ledger is of 20261121T120000Z-zzzzzz"),
        refused::message);
  }

  @Test
  void aFileOfTheLedgersOwnRunIsNoAlarmNorIsOneOfAVersionThatWasLetGo() throws Exception {
    landed("dt=2026-11-21/hour=10/3-20261121T110333Z-abcdef-0-0.avro");
    landed("dt=2026-11-20/hour=10/1-20261120T110333Z-abcdef-0-0.avro");
    runs.known.put(3L, "20261121T110333Z-abcdef");

    assertEquals(new Usable(), claim("orders", ME));
  }

  @Test
  void aTopicThatIsHeldStaysHeldThoughTheLedgerHasLetGoOfTheVersion() throws Exception {
    landed("dt=2026-11-21/hour=10/3-20261121T110333Z-abcdef-0-0.avro");

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", HELD_SINCE_FOUR));

    assertEquals(Cause.LEDGER_SET_BACK, refused.cause());
  }

  @Test
  void whatHasLandedInQuarantineIsLookedAtToo() throws Exception {
    landed("../.quarantine/orders/dt=2026-11-21/5-20261121T110333Z-abcdef-0-0.avro");

    assertEquals(
        Cause.LEDGER_SET_BACK, assertInstanceOf(Unusable.class, claim("orders", ME)).cause());
  }

  @Test
  void whatACopyOfTheStateDirectoryStagesNowHoldsTheTopic() throws Exception {
    landed(".sluice-staging/" + stager("/copy") + "/4/run/0.0/file.staged");

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", ME));

    assertEquals(Cause.LEDGER_SET_BACK, refused.cause());
    assertTrue(
        refused.message().contains("from another state directory that has this ledger's ID ledger"),
        refused::message);
  }

  @Test
  void whatWasStagedFromAnotherPathOnEarlierVersionsIsNoAlarm() throws Exception {
    landed(".sluice-staging/" + stager("/moved/since") + "/3/run/0.0/file.staged");

    assertEquals(new Usable(), claim("orders", ME));
  }

  private void note(Visitor visitor) throws IOException {
    StoredTopicDirectories.claiming(store(), places(), runs::get).note(List.of("orders"), visitor);
  }

  private static Visitor plannedOn(long base, String runId) {
    return new Visitor("mine", "ledger", "cluster", base, runId);
  }

  /** A late record's file, in a time partition that is neither the last nor was changed last. */
  private void landedLate(String name) throws Exception {
    landed("dt=2026-11-20/hour=05/" + name);
    landed("dt=2026-11-21/hour=10/1-20261121T110333Z-abcdef-0-0.avro");
    Files.setLastModifiedTime(root.resolve("orders/dt=2026-11-20"), FileTime.fromMillis(1_000));
  }

  @Test
  void aLateFileAheadOfTheLedgerIsFoundWhereTheLedgerDoesNotKnowTheRunPlannedLast()
      throws Exception {
    note(plannedOn(4, "20261121T110333Z-abcdef"));
    landedLate("5-20261121T110333Z-abcdef-0-0.avro");

    Unusable refused = assertInstanceOf(Unusable.class, claim("orders", ME));

    assertEquals(Cause.LEDGER_SET_BACK, refused.cause());
    assertTrue(
        refused.message().contains("hour=05/5-20261121T110333Z-abcdef-0-0.avro is of a version"),
        refused::message);
  }

  @Test
  void aLateFileOfAnotherRunIsFoundOnceTheLedgerHasReachedItsVersion() throws Exception {
    note(plannedOn(2, "20261121T110333Z-abcdef"));
    landedLate("3-20261121T110333Z-abcdef-0-0.avro");
    runs.known.put(3L, "20261121T120000Z-zzzzzz");

    assertEquals(
        Cause.LEDGER_SET_BACK, assertInstanceOf(Unusable.class, claim("orders", ME)).cause());
  }

  @Test
  void aRunThatDiedBeforeItLandedIsNoAlarmAndItsNoteGoesWithTheNextPlan() throws Exception {
    note(plannedOn(4, "20261121T110333Z-abcdef"));
    landedLate("1-20261120T110333Z-abcdef-0-0.avro");

    assertEquals(new Usable(), claim("orders", ME));
    note(plannedOn(4, "20261121T120000Z-zzzzzz"));
    try (Stream<Path> notes =
        Files.list(root.resolve("orders/.sluice-staging/" + stager("/.sluice/mine")))) {
      assertEquals(
          List.of("planned-5-20261121T120000Z-zzzzzz"),
          notes
              .map(each -> each.getFileName().toString())
              .filter(each -> each.startsWith("planned"))
              .toList());
    }
  }
}
