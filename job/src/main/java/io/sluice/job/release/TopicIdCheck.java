package io.sluice.job.release;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.entry.TopicState;

/** Refuses a release that would be worked out on stale metadata of a broker. */
final class TopicIdCheck {
  private TopicIdCheck() {}

  /**
   * Checks the ID that a broker answers.
   *
   * @param answered empty if it gave none
   */
  static void check(Hold held, TopicState topic, String answered) throws CommandFailedException {
    if (topic.formerIds().contains(answered)) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "Cannot release %s: a broker answers with topic ID %s, which topic %s had before it was created again, so its metadata are stale. Give the same command again once all brokers are up to date."
              .formatted(held.id(), answered, topic.topic()));
    }
    if (held.cause() == Cause.RECREATED && !topic.isAnother(answered)) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          answered.isEmpty()
              ? "Cannot release %s: the broker gives no ID of topic %s. Give the same command again once it does."
                  .formatted(held.id(), topic.topic())
              : "Cannot release %s: the broker answers with the ID that the ledger knows, %s. If it is up to date, the next run ends the hold; else give the same command again."
                  .formatted(held.id(), answered));
    }
  }
}
