package io.sluice.job.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console.Form;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.ledger.ForeignLedgerException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerVerbTest {

  private final LedgerFixture ledger = new LedgerFixture();

  private ExitCode ledger(Form form, Flags flags) throws Exception {
    return LedgerVerb.execute(ledger.state, ledger.console(form), flags);
  }

  private static Flags flag(String name, String... values) {
    return new Flags(Map.of(name, List.of(values)));
  }

  @Test
  void entriesAreListedNewestFirst() throws Exception {
    ledger.landsTen();
    ledger.state.publishedMarks().put(ledger.state.ledger().entry(1).orElseThrow());
    ledger.landsTen();
    ledger.fences();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, Flags.NONE));

    assertEquals(
        """
        VERSION  KIND    WRITTEN               RUN    USER  RECORDS  FILES  BYTES  STANDS             REASON
              3  fence   2026-11-21T09:00:03Z  run-3  ann         0      0      0  published          the job failed
              2  ingest  2026-11-21T09:00:02Z  run-2  ann        10      1   1000  not published yet
              1  ingest  2026-11-21T09:00:01Z  run-1  ann        10      1   1000  published
        """,
        ledger.out());
  }

  @Test
  void anEmptyLedgerSaysSo() throws Exception {
    assertEquals(ExitCode.DONE, ledger(Form.TEXT, Flags.NONE));
    assertEquals("The ledger is empty: nothing has been committed yet.\n", ledger.out());
  }

  @Test
  void theListIsShortUnlessMoreIsAskedFor() throws Exception {
    ledger.landsTen();
    ledger.landsTen();

    ledger(Form.TEXT, flag("--limit", "1"));

    assertEquals(2, ledger.out().lines().count());
  }

  @Test
  void machinesGetOneObject() throws Exception {
    ledger.landsTen();

    ledger(Form.JSON, Flags.NONE);

    assertTrue(ledger.out().startsWith("{"), ledger.out());
    assertTrue(ledger.out().contains("\"kind\" : \"ingest\""), ledger.out());
  }

  @Test
  void anEntryIsShownWithOffsetsAndFiles() throws Exception {
    ledger.landsTen();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, flag("VERSION", "1")));

    assertTrue(
        ledger.out().contains("orders                0       0     10       10"), ledger.out());
    assertTrue(ledger.out().contains("/data/orders/dt=2026-11-21/1-run-1-0-0.avro"), ledger.out());
  }

  @Test
  void anEntryWithManyFilesIsCutAndSaysHowToSeeAll() throws Exception {
    ledger.lands(20_000);

    ledger(Form.TEXT, flag("VERSION", "1"));
    assertTrue(ledger.out().lines().count() < 130, ledger.out());
    assertTrue(
        ledger.out().endsWith("… and 19,900 more files. All of them: ledger --limit 20000 1\n"),
        ledger.out());

    ledger(Form.TEXT, new Flags(Map.of("VERSION", List.of("1"), "--limit", List.of("20000"))));
    assertTrue(ledger.out().lines().count() > 20_000);
    assertFalse(ledger.out().endsWith("1\n"), "all are shown");
  }

  @Test
  void machinesGetAnEntryAsItIsStored() throws Exception {
    ledger.landsTen();

    ledger(Form.JSON, flag("VERSION", "1"));

    assertTrue(ledger.out().contains("\"ingestion\""), ledger.out());
    assertTrue(ledger.out().contains("\"previous\""), ledger.out());
  }

  @Test
  void anEntryThatIsNotThereIsTold() {
    var thrown =
        assertThrows(VerbFailedException.class, () -> ledger(Form.TEXT, flag("VERSION", "7")));

    assertEquals(
        "Cannot show version 7 of /state/ledger: there is no such entry. List them with 'ledger'.",
        thrown.getMessage());
  }

  @Test
  void aVersionIsANumber() {
    assertThrows(ConfigurationException.class, () -> ledger(Form.TEXT, flag("VERSION", "last")));
  }

  @Test
  void anotherIngestionsLedgerIsRefused() throws Exception {
    ledger.landsTen();
    State others =
        new State(
            ledger.store,
            ledger.state.layout(),
            "other",
            ledger.state.patience(),
            ledger.state.author(),
            ledger.state.own());

    assertThrows(
        ForeignLedgerException.class,
        () -> LedgerVerb.execute(others, ledger.console(Form.TEXT), Flags.NONE));
  }

  @Test
  void aHeadThatCannotBeReadLeavesTheLedgerNotKnown() throws Exception {
    ledger.store.putIfAbsent("/state/ledger/1", new byte[] {1, 2, 3});

    assertEquals(ExitCode.NOT_KNOWN, ledger(Form.TEXT, Flags.NONE));
  }

  @Test
  void aWholeChainIsSound() throws Exception {
    ledger.landsTen();
    ledger.landsTen();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, flag("--check")));
    assertEquals(List.of("The chain of 2 entries is whole."), ledger.err());
  }

  @Test
  void aMissingEntryBreaksTheChain() throws Exception {
    ledger.landsTen();
    ledger.landsTen();
    ledger.landsTen();
    ledger.store.delete("/state/ledger/2");

    assertEquals(ExitCode.DAMAGED, ledger(Form.TEXT, flag("--check")));
    assertTrue(ledger.out().contains("does not count: version 2 is not there"), ledger.out());
  }

  @Test
  void anEditedEntryBreaksTheChain() throws Exception {
    ledger.landsTen();
    byte[] first = ledger.store.read("/state/ledger/1").orElseThrow();
    ledger.landsTen();
    ledger.store.delete("/state/ledger/1");
    first[first.length / 2] ^= 1;
    ledger.store.putIfAbsent("/state/ledger/1", first);

    assertEquals(ExitCode.DAMAGED, ledger(Form.TEXT, flag("--check")));
    assertTrue(ledger.out().contains("Cannot "), ledger.out());
  }

  private static Flags acceptMissing(String version, String... more) {
    Map<String, List<String>> flags =
        new HashMap<>(
            Map.of("--accept-missing", List.of(version), "--reason", List.of("disk lost")));
    for (String flag : more) {
      flags.put(flag, List.of());
    }
    return new Flags(flags);
  }

  @Test
  void aHoleIsToldBeforeItIsAccepted() throws Exception {
    ledger.landsTen();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, acceptMissing("1")));

    assertEquals(
        List.of(
            "Of 1 files of version 1 are gone, neither landed nor staged: 1, with 10 records.",
            "  /data/orders/dt=2026-11-21/1-run-1-0-0.avro: 10 records of orders 0 within [0, 10)",
            "A dry run: nothing was written. To publish the rest and go on without them: run-job.sh --reason TEXT --execute"),
        ledger.err());
    assertFalse(ledger.state.publishedMarks().checksum(1).isPresent());
  }

  @Test
  void aHoleIsAccepted() throws Exception {
    ledger.landsTen();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, acceptMissing("1", "--execute")));

    assertTrue(ledger.state.publishedMarks().checksum(1).isPresent());
    assertEquals(1, ledger.state.upkeep().ledger().headVersion());
    assertEquals(
        "Accepted: version 1 is published without them. The next run goes on; 'verify' names the hole. While Kafka has those records, an ingestion of another name and topics.dir can land them.",
        ledger.err().get(2));
  }

  @Test
  void whatIsPublishedHasNoHoleToAccept() throws Exception {
    ledger.landsTen();
    ledger.state.publishedMarks().put(ledger.state.ledger().entry(1).orElseThrow());

    var thrown =
        assertThrows(
            VerbFailedException.class, () -> ledger(Form.TEXT, acceptMissing("1", "--execute")));

    assertEquals(
        "Cannot accept a hole in version 1: it is published. See what stands with 'ledger', and what is missing with 'verify'.",
        thrown.getMessage());
    assertEquals(0, ledger.state.upkeep().ledger().headVersion());
  }
}
