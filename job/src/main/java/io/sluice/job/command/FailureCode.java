package io.sluice.job.command;

import io.sluice.job.report.ExitCode;
import io.sluice.tracker.commit.NotPublishedException;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.AppendAnswer.NotAppendedException;
import io.sluice.tracker.ledger.ForeignLedgerException;
import java.util.Optional;

/** The exit code of an exception that says by itself what has happened, and what to do. */
public final class FailureCode {
  private FailureCode() {}

  /** The exit code; empty where it depends on the command. */
  public static Optional<ExitCode> of(Throwable thrown) {
    if (thrown instanceof CommandFailedException failed) {
      return Optional.of(failed.exitCode());
    }
    if (thrown instanceof ForeignLedgerException) {
      return Optional.of(ExitCode.USAGE);
    }
    if (thrown instanceof UnreadableStateException || thrown instanceof NotPublishedException) {
      return Optional.of(ExitCode.NOT_KNOWN);
    }
    return thrown instanceof NotAppendedException append
        ? Optional.of(append.isKnown() ? ExitCode.OTHER_RUN : ExitCode.NOT_KNOWN)
        : Optional.empty();
  }
}
