package io.sluice.job.planning.begin;

import io.sluice.tracker.message.ForeignText;

/**
 * Something that a planner found on its way and that a person may want to know.
 *
 * @param topic empty if it is about all
 * @param message what, which values, why, and, where there is something, what to do
 */
public record Remark(Kind kind, String topic, String message) {
  public Remark {
    message = ForeignText.message(message);
  }

  /** Whether something is not read for its sake. */
  public boolean leavesOut() {
    return kind == Kind.LEFT_OUT || needsChange();
  }

  /** Whether that stays so until somebody changes the configuration or a right. */
  public boolean needsChange() {
    return kind == Kind.MISSING || kind == Kind.BLOCKED;
  }

  /** Subject of a remark. */
  public enum Kind {
    /** A topic or Kafka partition that this run cannot read: the next one tries again. */
    LEFT_OUT,
    /** A topic named in the configuration does not exist, or no topic matches. */
    MISSING,
    /** A topic that no run can read before the configuration or a right has changed. */
    BLOCKED,
    /** A bound of the run leaves something for the next. */
    BOUND,
    /** Something new begins, or goes on after a hold. */
    NEWS,
    /** Nothing is wrong yet, or something is known less exactly. */
    WARNING
  }
}
