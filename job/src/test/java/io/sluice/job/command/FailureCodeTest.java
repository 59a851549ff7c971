package io.sluice.job.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.job.report.ExitCode;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.AppendAnswer.NotAppendedException;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureCodeTest {
  private final LedgerFixture ledger = new LedgerFixture();

  private static NotAppendedException failure(AppendAnswer answer) {
    return assertThrows(
        NotAppendedException.class, () -> answer.ownOrThrow("release orders/0/truncated"));
  }

  @Test
  void anEntryThatAnotherOneHasOvertakenIsAnotherRunsMatter() throws IOException {
    ledger.landsTen();
    StoredEntry other = ledger.tracker().ledger().head().orElseThrow();

    NotAppendedException failure = failure(new AppendAnswer.Conflict(other));

    assertEquals(Optional.of(ExitCode.OTHER_RUN), FailureCode.of(failure));
    assertEquals(
        "Cannot release orders/0/truncated: version 1 was appended by run-1 meanwhile. Give the same command again.",
        failure.getMessage());
  }

  @Test
  void anEntryOfWhichNobodyKnowsIsNotKnown() {
    NotAppendedException failure = failure(new AppendAnswer.Unknown("no answer"));

    assertEquals(Optional.of(ExitCode.NOT_KNOWN), FailureCode.of(failure));
    assertEquals(
        "Cannot release orders/0/truncated: it is not known whether the entry was appended (no answer). Give the same command again: that does no harm if it was.",
        failure.getMessage());
  }
}
