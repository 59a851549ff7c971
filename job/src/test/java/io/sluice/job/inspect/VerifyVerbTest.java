package io.sluice.job.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console.Form;
import io.sluice.tracker.verify.Contents;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyVerbTest {

  private final LedgerFixture ledger = new LedgerFixture();

  private ExitCode verify(Form form) throws IOException {
    return VerifyVerb.tell(
        ledger.state.tracker().shallowVerify().verify(List.of("/data/orders"), Contents.NONE),
        ledger.console(form));
  }

  @Test
  void anEmptyLedgerIsSound() throws IOException {
    assertEquals(ExitCode.DONE, verify(Form.TEXT));
    assertEquals("Sound: 0 entries up to version 0, 0 files, 0 records.\n", ledger.out());
  }

  private void losesAFile() throws IOException {
    ledger.landsTen();
    ledger.state.publishedMarks().put(ledger.state.ledger().entry(1).orElseThrow());
    ledger.store.putIfAbsent("/data/orders/dt=2026-11-21/.somebody-elses", new byte[0]);
  }

  @Test
  void aTimePartitionThatIsGoneWasDroppedByOthers() throws IOException {
    ledger.landsTen();
    ledger.state.publishedMarks().put(ledger.state.ledger().entry(1).orElseThrow());

    assertEquals(ExitCode.NEEDS_DECISION, verify(Form.TEXT));
    assertTrue(ledger.out().contains("Changed by others, see above: 1 entry up"), ledger.out());
  }

  @Test
  void aMissingFileIsDamage() throws IOException {
    losesAFile();

    assertEquals(ExitCode.DAMAGED, verify(Form.TEXT));
    assertTrue(ledger.out().startsWith("FOUND"), ledger.out());
    assertTrue(ledger.out().contains("/data/orders/dt=2026-11-21/1-run.avro"), ledger.out());
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
