package io.sluice.job.holds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console.Form;
import io.sluice.job.command.LedgerFixture;
import io.sluice.job.ingestion.Acknowledgements;
import io.sluice.job.kafka.FakeKafka;
import io.sluice.job.report.ExitCode;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.MaintenanceEntry.Release.ReleasedRange;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HoldsCommandTest {

  private final LedgerFixture ledger = new LedgerFixture();
  private final FakeKafka kafka = new FakeKafka();

  private ExitCode holds(Form form, String... arguments) throws Exception {
    return LedgerFixture.with(new HoldsCommand(), arguments)
        .execute(ledger.open, ledger.console(form), () -> kafka);
  }

  private static String[] executed(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of("--execute")).toArray(String[]::new);
  }

  private void landsWithAHoldAndALoss() throws IOException {
    long since = LedgerFixture.NOW.toEpochMilli();
    ledger.landsTen(
        List.of(new Hold("orders/0/truncated", "orders", 0, Hold.Cause.TRUNCATED, "cut", since, 1)),
        List.of(new Loss("orders/0/g0/lost-5", "orders", 0, 0, 5, 9, since, 1)));
  }

  @Test
  void whatWaitsIsListedWithWhatReleasesIt() throws Exception {
    landsWithAHoldAndALoss();

    assertEquals(ExitCode.NEEDS_DECISION, holds(Form.TEXT));

    assertEquals(
        """
        ID                  SINCE                 VERSION  WHY
        orders/0/truncated  2026-11-21T09:00:00Z        1  cut
        orders/0/g0/lost-5  2026-11-21T09:00:00Z        1  4 offsets [5, 9) expired before they were read. Take note: holds --ack orders/0/g0/lost-5 --reason TEXT --execute
        """,
        ledger.out());
  }

  @Test
  void onALedgerThatWasSetBackNothingIsKnown() throws Exception {
    landsWithAHoldAndALoss();
    ledger.store.putIfAbsent("/state/published/9", new byte[0]);

    assertEquals(ExitCode.NOT_KNOWN, holds(Form.TEXT));
    assertTrue(ledger.out().contains("orders/0/truncated"));
    assertTrue(ledger.err().get(0).contains("the ledger was set back"), ledger.err().toString());
    assertThrows(
        UnreadableStateException.class,
        () -> holds(Form.TEXT, "--ack", "orders/0/g0/lost-5", "--reason", "known"));
  }

  @Test
  void nothingIsFineToo() throws Exception {
    assertEquals(ExitCode.DONE, holds(Form.TEXT));
  }

  @Test
  void anAcknowledgementIsADryRunUnlessItIsExecuted() throws Exception {
    landsWithAHoldAndALoss();
    String id = "orders/0/g0/lost-5";

    holds(Form.TEXT, "--ack", id, "--reason", "known");
    assertEquals(0, ledger.tracker().maintenance().headVersion());

    holds(Form.TEXT, "--ack", id, "--reason", "known", "--execute");
    assertEquals(1, ledger.tracker().maintenance().headVersion());
    assertEquals(List.of(), PendingDecisions.read(ledger.open).losses());
    assertEquals(
        "Acknowledged, as version 1 of the maintenance ledger.",
        ledger.err().get(ledger.err().size() - 1));
  }

  @Test
  void anAcknowledgementSaysWhy() throws Exception {
    landsWithAHoldAndALoss();

    assertThrows(
        ConfigurationException.class,
        () -> holds(Form.TEXT, "--ack", "orders/0/g0/lost-5", "--execute"));
    assertEquals(ExitCode.DONE, holds(Form.TEXT, "--ack", "orders/0/g0/lost-5"));
    assertEquals(0, ledger.tracker().maintenance().headVersion());
  }

  @Test
  void whatIsNotLostCannotBeAcknowledged() throws Exception {
    landsWithAHoldAndALoss();

    var thrown =
        assertThrows(
            CommandFailedException.class,
            () -> holds(Form.TEXT, "--ack", "orders/9", "--reason", "known"));

    assertEquals(
        "Cannot acknowledge orders/9: no loss of that name waits. List them with 'holds'.",
        thrown.getMessage());
  }

  @Test
  void aReleaseIsADryRunUnlessItIsExecuted() throws Exception {
    landsWithAHoldAndALoss();
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());
    kafka.create("orders", 1).append("orders", 0, 4, 100).answerAlways("orders", "id");
    String[] release = {"--release", "orders/0/truncated", "--as", "skip", "--reason", "seen"};

    assertEquals(ExitCode.DONE, holds(Form.TEXT, release));
    assertEquals(1, ledger.tracker().ledger().headVersion());

    assertEquals(ExitCode.DONE, holds(Form.TEXT, executed(release)));
    assertEquals(
        List.of(
            "KAFKA PARTITION  NEXT OFFSET WAS  NEXT OFFSET WILL BE",
            "orders-0                      10                    4",
            "Released, by version 2. The next run goes on from there."),
        ledger.err().subList(3, 6));
    assertEquals(List.of(), PendingDecisions.read(ledger.open).held());
  }

  @Test
  void aReleaseKeepsWhereARunThatDiedHasBegunANewTopic() throws Exception {
    landsWithAHoldAndALoss();
    StoredEntry head = ledger.tracker().ledger().entry(1).orElseThrow();
    ledger.tracker().publishedMarks().put(head);
    ledger.tracker().runs().putPlan(planThatBeginsClicks(head));
    kafka.create("orders", 1).append("orders", 0, 4, 100).answerAlways("orders", "id");

    holds(
        Form.TEXT,
        "--release",
        "orders/0/truncated",
        "--as",
        "skip",
        "--reason",
        "seen",
        "--execute");

    OffsetState state = ledger.tracker().ledger().head().orElseThrow().offsets().state();
    assertEquals(
        40, state.topic("clicks").flatMap(each -> each.kafkaPartition(0)).orElseThrow().after());
  }

  private static Plan planThatBeginsClicks(StoredEntry head) {
    return new Plan(
        head.entry().header().ingestion(),
        head.entry().header().ledgerId(),
        "20261121T080000Z-abcdef",
        head.version(),
        head.checksum(),
        head.entry().header().clusterId(),
        head.entry().header().fileSystem(),
        0,
        Plan.OnFailure.PARTIAL,
        List.of(
            new Plan.PlannedTopic(
                "clicks",
                "id-clicks",
                "/data/clicks",
                "/data/.quarantine/clicks",
                "\"bytes\"",
                "fingerprint",
                Map.of(),
                new Plan.ErrorBudget(1, 0.1),
                List.of(new Plan.PlannedRange(0, 40, 40, 50, 50, -1, 0, 0, List.of())))),
        List.of(),
        List.of(),
        List.of(),
        TopicPatterns.NONE,
        List.of());
  }

  @Test
  void errorsAreAcceptedForTheHeldRangeByAnEntryOfTheLedgerOfMaintenance() throws Exception {
    Hold held =
        new Hold(
                "orders/error-budget",
                "orders",
                Hold.WHOLE_TOPIC,
                Hold.Cause.ERROR_BUDGET,
                "bad",
                LedgerFixture.NOW.toEpochMilli(),
                1)
            .about(List.of(new OffsetRange(new KafkaPartition("orders", 0), 10, 30)));
    ledger.landsTen(List.of(held), List.of());
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());
    String[] release = {
      "--release", held.id(), "--as", "accept-errors", "--reason", "a test system wrote them"
    };

    assertEquals(ExitCode.DONE, holds(Form.TEXT, release));
    assertEquals(0, ledger.tracker().maintenance().headVersion());
    assertEquals(List.of(held), PendingDecisions.read(ledger.open).held());

    assertEquals(ExitCode.DONE, holds(Form.TEXT, executed(release)));
    assertEquals(
        List.of(new ReleasedRange(0, 0, 10, 30)),
        Acknowledgements.read(ledger.tracker().maintenance()).releases().get(0).ranges());
    assertEquals(1, ledger.tracker().ledger().headVersion());
    assertEquals(List.of(), PendingDecisions.read(ledger.open).held());
  }

  @Test
  void aWayThatDoesNotEndTheHoldNamesTheOneThatDoes() throws Exception {
    landsWithAHoldAndALoss();
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());

    assertEquals(
        "Cannot release orders/0/truncated --as accept-errors: that does not end a hold of this cause. Say holds --release orders/0/truncated --as skip or restart --reason TEXT --execute.",
        refusalOf("orders/0/truncated", "accept-errors"));
  }

  @Test
  void aHoldWhoseTopicIsGoneIsListedAndWaitsForNobody() throws Exception {
    Hold cut =
        new Hold("orders/0/truncated", "orders", 0, Hold.Cause.TRUNCATED, "cut", 1, 1)
            .suspended("Kafka has no topic orders any more");
    ledger.landsTen(List.of(cut), List.of());
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());

    assertEquals(ExitCode.DONE, holds(Form.TEXT));

    assertEquals(
        """
        Nothing is held, and no loss waits to be acknowledged.
        orders/0/truncated waits for nobody now: Kafka has no topic orders any more. It is held again once the topic is back.
        """,
        ledger.out());
    assertEquals(
        ExitCode.DONE,
        holds(
            Form.TEXT,
            "--release",
            "orders/0/truncated",
            "--as",
            "skip",
            "--reason",
            "seen",
            "--execute"));
    assertEquals(List.of(), PendingDecisions.read(ledger.open).suspended());
  }

  @Test
  void whatIsNotHeldCannotBeReleased() throws Exception {
    landsWithAHoldAndALoss();

    assertEquals(
        "Cannot release orders/7/truncated: nothing of that name is held. List what is with 'holds'.",
        refusalOf("orders/7/truncated", "skip"));
  }

  @Test
  void aReleaseSaysHow() {
    var without =
        assertThrows(
            ConfigurationException.class,
            () -> holds(Form.TEXT, "--release", "orders/0/truncated"));
    assertTrue(
        without
            .problems()
            .get(0)
            .startsWith("Cannot release orders/0/truncated: --as is missing, which says how. "),
        without.getMessage());
  }

  private String refusalOf(String id, String how) {
    var thrown =
        assertThrows(
            CommandFailedException.class,
            () -> holds(Form.TEXT, "--release", id, "--as", how, "--reason", "seen"));
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void machinesGetOneObject() throws Exception {
    landsWithAHoldAndALoss();

    holds(Form.JSON);

    assertTrue(ledger.out().contains("\"cause\" : \"truncated\""), ledger.out());
  }
}
