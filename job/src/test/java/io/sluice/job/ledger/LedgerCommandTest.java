package io.sluice.job.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console.Form;
import io.sluice.job.command.LedgerFixture;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.ledger.ForeignLedgerException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

class LedgerCommandTest {

  private final LedgerFixture ledger = new LedgerFixture();

  private ExitCode ledger(Form form, String... arguments) throws Exception {
    return LedgerFixture.with(new LedgerCommand(), arguments)
        .execute(ledger.open, ledger.console(form));
  }

  @Test
  void entriesAreListedNewestFirst() throws Exception {
    ledger.landsTen();
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());
    ledger.landsTen();
    ledger.fences();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT));

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
    assertEquals(ExitCode.DONE, ledger(Form.TEXT));
    assertEquals("The ledger is empty: nothing has been committed yet.\n", ledger.out());
  }

  @Test
  void theListIsShortUnlessMoreIsAskedFor() throws Exception {
    ledger.landsTen();
    ledger.landsTen();

    ledger(Form.TEXT, "--limit", "1");

    assertEquals(2, ledger.out().lines().count());
  }

  @Test
  void machinesGetOneObject() throws Exception {
    ledger.landsTen();

    ledger(Form.JSON);

    assertTrue(ledger.out().startsWith("{"), ledger.out());
    assertTrue(ledger.out().contains("\"kind\" : \"ingest\""), ledger.out());
  }

  @Test
  void anEntryIsShownWithOffsetsAndFiles() throws Exception {
    ledger.landsTen();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, "1"));

    assertTrue(
        ledger.out().contains("orders                0       0     10       10"), ledger.out());
    assertTrue(ledger.out().contains("/data/orders/dt=2026-11-21/1-run-1-0-0.avro"), ledger.out());
  }

  @Test
  void anEntryWithManyFilesIsCutAndSaysHowToSeeAll() throws Exception {
    ledger.lands(20_000);

    ledger(Form.TEXT, "1");
    assertTrue(ledger.out().lines().count() < 130, ledger.out());
    assertTrue(
        ledger.out().endsWith("… and 19,900 more files. All of them: ledger --limit 20000 1\n"),
        ledger.out());

    ledger(Form.TEXT, "1", "--limit", "20000");
    assertTrue(ledger.out().lines().count() > 20_000);
    assertFalse(ledger.out().endsWith("1\n"), "all are shown");
  }

  @Test
  void machinesGetAnEntryAsItIsStored() throws Exception {
    ledger.landsTen();

    ledger(Form.JSON, "1");

    assertTrue(ledger.out().contains("\"ingestion\""), ledger.out());
    assertTrue(ledger.out().contains("\"previous\""), ledger.out());
  }

  @Test
  void anEntryThatIsNotThereIsReported() {
    var thrown = assertThrows(CommandFailedException.class, () -> ledger(Form.TEXT, "7"));

    assertEquals(
        "Cannot show version 7 of /state/ledger: there is no such entry. List them with 'ledger'.",
        thrown.getMessage());
  }

  @Test
  void aVersionIsANumber() {
    assertThrows(ParameterException.class, () -> ledger(Form.TEXT, "last"));
  }

  @Test
  void anotherIngestionsLedgerIsRefused() throws Exception {
    ledger.landsTen();
    OpenIngestion others = ledger.opened("other");

    assertThrows(
        ForeignLedgerException.class,
        () -> new LedgerCommand().execute(others, ledger.console(Form.TEXT)));
  }

  @Test
  void aHeadThatCannotBeReadLeavesTheLedgerNotKnown() throws Exception {
    ledger.store.putIfAbsent("/state/ledger/1", new byte[] {1, 2, 3});

    assertEquals(ExitCode.NOT_KNOWN, ledger(Form.TEXT));
  }

  @Test
  void aWholeChainIsSound() throws Exception {
    ledger.landsTen();
    ledger.landsTen();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, "--check"));
    assertEquals(List.of("The chain of 2 entries is whole."), ledger.err());
  }

  @Test
  void aMissingEntryBreaksTheChain() throws Exception {
    ledger.landsTen();
    ledger.landsTen();
    ledger.landsTen();
    ledger.store.delete("/state/ledger/2");

    assertEquals(ExitCode.DAMAGED, ledger(Form.TEXT, "--check"));
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

    assertEquals(ExitCode.DAMAGED, ledger(Form.TEXT, "--check"));
    assertTrue(ledger.out().contains("Cannot "), ledger.out());
  }

  private static String[] acceptMissing(String version, String... more) {
    return Stream.concat(
            Stream.of("--accept-missing", version, "--reason", "disk lost"), Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void aHoleIsReportedBeforeItIsAccepted() throws Exception {
    ledger.landsTen();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, acceptMissing("1")));

    assertEquals(
        List.of(
            "Of 1 files of version 1 are gone, neither landed nor staged: 1, with 10 records.",
            "  /data/orders/dt=2026-11-21/1-run-1-0-0.avro: 10 records of orders 0 within [0, 10)",
            "A dry run: nothing was written. To publish the rest and go on without them: run-job.sh --reason TEXT --execute"),
        ledger.err());
    assertFalse(ledger.tracker().publishedMarks().checksum(1).isPresent());
  }

  @Test
  void aHoleIsAccepted() throws Exception {
    ledger.landsTen();

    assertEquals(ExitCode.DONE, ledger(Form.TEXT, acceptMissing("1", "--execute")));

    assertTrue(ledger.tracker().publishedMarks().checksum(1).isPresent());
    assertEquals(1, ledger.tracker().maintenance().headVersion());
    assertEquals(
        "Accepted: version 1 is published without them. The next run goes on; 'verify' names the hole. While Kafka has those records, an ingestion of another name and topics.dir can land them.",
        ledger.err().get(2));
  }

  @Test
  void whatIsPublishedHasNoHoleToAccept() throws Exception {
    ledger.landsTen();
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());

    var thrown =
        assertThrows(
            CommandFailedException.class, () -> ledger(Form.TEXT, acceptMissing("1", "--execute")));

    assertEquals(
        "Cannot accept a hole in version 1: it is published. See what stands with 'ledger', and what is missing with 'verify'.",
        thrown.getMessage());
    assertEquals(0, ledger.tracker().maintenance().headVersion());
  }
}
