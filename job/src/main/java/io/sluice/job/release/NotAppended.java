package io.sluice.job.release;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.StoredEntry;
import java.util.Optional;

/** Reports that an operator's entry was not appended, or that nobody knows. */
public final class NotAppended {
  private NotAppended() {}

  /**
   * The version of an entry in the ledger of upkeep.
   *
   * @param what is done by it, as it stands behind "Cannot"
   * @throws CommandFailedException if the entry does not stand there
   */
  public static long version(AppendAnswer answer, String what) throws CommandFailedException {
    Optional<StoredEntry> own = answer.own();
    if (own.isEmpty()) {
      throw of(answer, what, "others append to the ledger of upkeep all the time");
    }
    return own.get().version();
  }

  /** What is said where the entry does not stand there, and why it does not. */
  static CommandFailedException of(AppendAnswer answer, String what, String why) {
    return answer instanceof AppendAnswer.Unknown unknown
        ? new CommandFailedException(
            ExitCode.NOT_KNOWN,
            "Cannot %s: it is not known whether the entry was appended (%s). List what waits with 'holds', and give the same command again if it still waits."
                .formatted(what, unknown.why()))
        : new CommandFailedException(
            ExitCode.OTHER_RUN, "Cannot %s: %s. Give the same command again.".formatted(what, why));
  }
}
