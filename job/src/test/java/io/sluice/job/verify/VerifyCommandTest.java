package io.sluice.job.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.command.Console.Form;
import io.sluice.job.command.LedgerFixture;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verify.VerifyCommand.Depth;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {

  private final LedgerFixture ledger = new LedgerFixture();

  private ExitCode verify(Form form) throws IOException {
    return VerifyCommand.answer(
        ledger.tracker().shallowVerify().verify(List.of("/data/orders"), Contents.NONE),
        Depth.SHALLOW,
        ledger.console(form));
  }

  private static VerifyReport sound(long gone, Finding... findings) {
    return new VerifyReport(3, 3, 24, 3600, gone, List.of(findings));
  }

  @Test
  void soundSaysWhatWasNotRead() {
    VerifyCommand.answer(sound(0), Depth.SHALLOW, ledger.console(Form.TEXT));

    assertEquals(
        """
        Sound: 3 entries up to version 3, 24 files, 3,600 records.
        The ledger, and names, lengths and footers of files were checked; contents were not read. To read them: verify --deep
        """,
        ledger.out());
  }

  @Test
  void whatWasAcceptedAsGoneIsNotCountedAsThere() {
    VerifyCommand.answer(sound(400), Depth.DEEP, ledger.console(Form.TEXT));

    assertTrue(
        ledger.out().contains("24 files, 3,600 records, of them 400 accepted as gone.\n"),
        ledger.out());
  }

  @Test
  void aSuccessIsNoRowInATableOfFindings() {
    Finding compared =
        new Finding(Finding.Kind.COMPARED_WITH_KAFKA, 0, "Against Kafka: 16 records are the same.");

    VerifyCommand.answer(sound(0, compared), Depth.AGAINST_KAFKA, ledger.console(Form.TEXT));

    assertEquals(
        """
        Sound: 3 entries up to version 3, 24 files, 3,600 records.
        Every file was read, and what Kafka still has.
        Against Kafka: 16 records are the same.
        """,
        ledger.out());
  }

  @Test
  void anEmptyLedgerIsSound() throws IOException {
    assertEquals(ExitCode.DONE, verify(Form.TEXT));
    assertTrue(
        ledger.out().startsWith("Sound: 0 entries up to version 0, 0 files, 0 records.\n"),
        ledger.out());
  }

  private void losesAFile() throws IOException {
    ledger.landsTen();
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());
    ledger.store.putIfAbsent("/data/orders/dt=2026-11-21/.somebody-elses", new byte[0]);
  }

  @Test
  void aTimePartitionThatIsGoneWasDroppedByOthers() throws IOException {
    ledger.landsTen();
    ledger.tracker().publishedMarks().put(ledger.tracker().ledger().entry(1).orElseThrow());

    assertEquals(ExitCode.NEEDS_DECISION, verify(Form.TEXT));
    assertTrue(ledger.out().contains("Changed by others, see above: 1 entry up"), ledger.out());
  }

  @Test
  void aMissingFileIsDamage() throws IOException {
    losesAFile();

    assertEquals(ExitCode.DAMAGED, verify(Form.TEXT));
    assertTrue(ledger.out().startsWith("FOUND"), ledger.out());
    assertTrue(ledger.out().contains("/data/orders/dt=2026-11-21/1-run-1-0-0.avro"), ledger.out());
    assertTrue(ledger.out().contains("Damaged, see above: 1 entry"), ledger.out());
  }

  @Test
  void machinesGetOneObject() throws IOException {
    losesAFile();

    verify(Form.JSON);

    assertTrue(ledger.out().startsWith("{"), ledger.out());
    assertTrue(ledger.out().contains("\"verdict\" : \"damaged\""), ledger.out());
  }
}
