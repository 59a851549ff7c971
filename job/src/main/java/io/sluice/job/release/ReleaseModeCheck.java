package io.sluice.job.release;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import java.util.OptionalLong;
import java.util.Set;

/** Refuses a way that does not end a hold, and names the one that does. */
public final class ReleaseModeCheck {
  private ReleaseModeCheck() {}

  /**
   * Checks that a hold can be released so.
   *
   * @param to offset that the operator names, if any
   * @throws CommandFailedException with the command that ends it
   */
  public static void check(Hold held, ReleaseMode how, OptionalLong to)
      throws CommandFailedException {
    check(held, how);
    if (to.isPresent() && (held.cause() != Hold.Cause.MEMORY || how != ReleaseMode.SKIP)) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "Cannot release %s --as %s --to %d: only of what does not fit into a task's memory an operator says how much is left out. Say holds --release %s --as %s --reason TEXT --execute."
              .formatted(held.id(), how.word(), to.getAsLong(), held.id(), how.word()));
    }
  }

  private static void check(Hold held, ReleaseMode how) throws CommandFailedException {
    Set<ReleaseMode> ways = ReleaseMode.ending(held.cause());
    if (ways.contains(how)) {
      return;
    }
    throw new CommandFailedException(
        ExitCode.USAGE,
        ways.isEmpty()
            ? "Cannot release %s --as %s: only its cause ends it (%s). Remove the cause, then start a run: it looks again and goes on."
                .formatted(held.id(), how.word(), held.message())
            : "Cannot release %s --as %s: that does not end a hold of this cause. Say holds --release %s --as %s --reason TEXT --execute."
                .formatted(held.id(), how.word(), held.id(), ReleaseMode.words(ways)));
  }
}
