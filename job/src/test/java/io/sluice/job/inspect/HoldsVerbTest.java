package io.sluice.job.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.ingestion.Acknowledgements;
import io.sluice.job.kafka.FakeKafka;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console.Form;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.UpkeepEntry.Release.ReleasedRange;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldsVerbTest {

  private final LedgerFixture ledger = new LedgerFixture();
  private final FakeKafka kafka = new FakeKafka();

  private ExitCode holds(Form form, Map<String, List<String>> flags) throws Exception {
    Flags given = new Flags(flags);
    if (given.has("--ack")) {
      return new Acknowledging(ledger.state, ledger.console(form)).execute(given);
    }
    return given.has("--release")
        ? new Releasing(ledger.state, ledger.console(form), kafka)
            .execute(given, HoldsVerb.how(given))
        : HoldsVerb.list(ledger.state, ledger.console(form));
  }

  private void landsWithAHoldAndALoss() throws IOException {
    long since = LedgerFixture.NOW.toEpochMilli();
    ledger.landsTen(
        List.of(new Held("orders/0/truncated", "orders", 0, Held.Cause.TRUNCATED, "cut", since, 1)),
        List.of(new Loss("orders/0/g0/lost-5", "orders", 0, 0, 5, 9, since, 1)));
  }

  @Test
  void whatWaitsIsListedWithWhatReleasesIt() throws Exception {
    landsWithAHoldAndALoss();

    assertEquals(ExitCode.NEEDS_DECISION, holds(Form.TEXT, Map.of()));

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

    assertEquals(ExitCode.NOT_KNOWN, holds(Form.TEXT, Map.of()));
    assertTrue(ledger.out().contains("orders/0/truncated"));
    assertTrue(ledger.err().get(0).contains("the ledger was set back"), ledger.err().toString());
    assertThrows(
        UnreadableStateException.class,
        () ->
            holds(
                Form.TEXT,
                Map.of("--ack", List.of("orders/0/g0/lost-5"), "--reason", List.of("known"))));
  }

  @Test
  void nothingIsFineToo() throws Exception {
    assertEquals(ExitCode.DONE, holds(Form.TEXT, Map.of()));
  }

  @Test
  void anAcknowledgementIsADryRunUnlessItIsExecuted() throws Exception {
    landsWithAHoldAndALoss();
    List<String> id = List.of("orders/0/g0/lost-5");

    holds(Form.TEXT, Map.of("--ack", id, "--reason", List.of("known")));
    assertEquals(0, ledger.state.upkeep().ledger().headVersion());

    holds(Form.TEXT, Map.of("--ack", id, "--reason", List.of("known"), "--execute", List.of()));
    assertEquals(1, ledger.state.upkeep().ledger().headVersion());
    assertEquals(List.of(), Waiting.of(ledger.state).losses());
    assertEquals(
        "Acknowledged, as version 1 of the ledger of upkeep.",
        ledger.err().get(ledger.err().size() - 1));
  }

  @Test
  void anAcknowledgementSaysWhy() throws Exception {
    landsWithAHoldAndALoss();

    assertThrows(
        ConfigurationException.class,
        () ->
            holds(
                Form.TEXT, Map.of("--ack", List.of("orders/0/g0/lost-5"), "--execute", List.of())));
    assertEquals(ExitCode.DONE, holds(Form.TEXT, Map.of("--ack", List.of("orders/0/g0/lost-5"))));
    assertEquals(0, ledger.state.upkeep().ledger().headVersion());
  }

  @Test
  void whatIsNotLostCannotBeAcknowledged() throws Exception {
    landsWithAHoldAndALoss();

    var thrown =
        assertThrows(
            VerbFailedException.class,
            () ->
                holds(
                    Form.TEXT, Map.of("--ack", List.of("orders/9"), "--reason", List.of("known"))));

    assertEquals(
        "Cannot acknowledge orders/9: no loss of that name waits. List them with 'holds'.",
        thrown.getMessage());
  }

  @Test
  void aReleaseIsADryRunUnlessItIsExecuted() throws Exception {
    landsWithAHoldAndALoss();
    ledger.state.publishedMarks().put(ledger.state.ledger().entry(1).orElseThrow());
    kafka.create("orders", 1).append("orders", 0, 4, 100).answerAlways("orders", "id");
    Map<String, List<String>> release =
        Map.of(
            "--release", List.of("orders/0/truncated"),
            "--as", List.of("skip"),
            "--reason", List.of("seen"));

    assertEquals(ExitCode.DONE, holds(Form.TEXT, release));
    assertEquals(1, ledger.state.ledger().headVersion());

    Map<String, List<String>> executed = new HashMap<>(release);
    executed.put("--execute", List.of());
    assertEquals(ExitCode.DONE, holds(Form.TEXT, executed));
    assertEquals(
        List.of(
            "KAFKA PARTITION  NEXT OFFSET WAS  NEXT OFFSET WILL BE",
            "orders-0                      10                    4",
            "Released, by version 2. The next run goes on from there."),
        ledger.err().subList(3, 6));
    assertEquals(List.of(), Waiting.of(ledger.state).held());
  }

  @Test
  void aReleaseKeepsWhereARunThatDiedHasBegunANewTopic() throws Exception {
    landsWithAHoldAndALoss();
    StoredEntry head = ledger.state.ledger().entry(1).orElseThrow();
    ledger.state.publishedMarks().put(head);
    ledger.state.tracker().runs().putPlan(planThatBeginsClicks(head));
    kafka.create("orders", 1).append("orders", 0, 4, 100).answerAlways("orders", "id");

    holds(
        Form.TEXT,
        Map.of(
            "--release", List.of("orders/0/truncated"),
            "--as", List.of("skip"),
            "--reason", List.of("seen"),
            "--execute", List.of()));

    OffsetState state = ledger.state.ledger().head().orElseThrow().offsets().state();
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
  void errorsAreAcceptedForTheHeldRangeByAnEntryOfTheLedgerOfUpkeep() throws Exception {
    Held held =
        new Held(
                "orders/error-budget",
                "orders",
                Held.WHOLE_TOPIC,
                Held.Cause.ERROR_BUDGET,
                "bad",
                LedgerFixture.NOW.toEpochMilli(),
                1)
            .about(List.of(new OffsetRange(new KafkaPartition("orders", 0), 10, 30)));
    ledger.landsTen(List.of(held), List.of());
    ledger.state.publishedMarks().put(ledger.state.ledger().entry(1).orElseThrow());
    Map<String, List<String>> release =
        Map.of(
            "--release", List.of(held.id()),
            "--as", List.of("accept-errors"),
            "--reason", List.of("a test system wrote them"));

    assertEquals(ExitCode.DONE, holds(Form.TEXT, release));
    assertEquals(0, ledger.state.upkeep().ledger().headVersion());
    assertEquals(List.of(held), Waiting.of(ledger.state).held());

    Map<String, List<String>> executed = new HashMap<>(release);
    executed.put("--execute", List.of());
    assertEquals(ExitCode.DONE, holds(Form.TEXT, executed));
    assertEquals(
        List.of(new ReleasedRange(0, 0, 10, 30)),
        Acknowledgements.read(ledger.state.upkeep().ledger()).releases().get(0).ranges());
    assertEquals(1, ledger.state.ledger().headVersion());
    assertEquals(List.of(), Waiting.of(ledger.state).held());
  }

  @Test
  void aWayThatDoesNotEndTheHoldNamesTheOneThatDoes() throws Exception {
    landsWithAHoldAndALoss();
    ledger.state.publishedMarks().put(ledger.state.ledger().entry(1).orElseThrow());

    assertEquals(
        "Cannot release orders/0/truncated --as accept-errors: that does not end a hold of this cause. Say holds --release orders/0/truncated --as skip or restart --reason TEXT --execute.",
        refusalOf("orders/0/truncated", "accept-errors"));
  }

  @Test
  void aHoldWhoseTopicIsGoneIsListedAndWaitsForNobody() throws Exception {
    Held cut =
        new Held("orders/0/truncated", "orders", 0, Held.Cause.TRUNCATED, "cut", 1, 1)
            .suspended("Kafka has no topic orders any more");
    ledger.landsTen(List.of(cut), List.of());
    ledger.state.publishedMarks().put(ledger.state.ledger().entry(1).orElseThrow());

    assertEquals(ExitCode.DONE, holds(Form.TEXT, Map.of()));

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
            Map.of(
                "--release", List.of("orders/0/truncated"),
                "--as", List.of("skip"),
                "--reason", List.of("seen"),
                "--execute", List.of())));
    assertEquals(List.of(), Waiting.of(ledger.state).suspended());
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
            () -> holds(Form.TEXT, Map.of("--release", List.of("orders/0/truncated"))));
    var other =
        assertThrows(
            ConfigurationException.class,
            () ->
                holds(
                    Form.TEXT,
                    Map.of("--release", List.of("orders/0/truncated"), "--as", List.of("forget"))));

    assertTrue(
        without
            .problems()
            .get(0)
            .startsWith("Cannot release orders/0/truncated: --as is missing, which says how. "),
        without.getMessage());
    assertTrue(
        other
            .problems()
            .get(0)
            .startsWith("Cannot release orders/0/truncated: there is no way --as forget. "),
        other.getMessage());
  }

  private String refusalOf(String id, String how) {
    var thrown =
        assertThrows(
            VerbFailedException.class,
            () ->
                holds(
                    Form.TEXT,
                    Map.of(
                        "--release", List.of(id),
                        "--as", List.of(how),
                        "--reason", List.of("seen"))));
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void machinesGetOneObject() throws Exception {
    landsWithAHoldAndALoss();

    holds(Form.JSON, Map.of());

    assertTrue(ledger.out().contains("\"cause\" : \"truncated\""), ledger.out());
  }
}
