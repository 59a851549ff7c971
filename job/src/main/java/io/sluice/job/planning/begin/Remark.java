package io.sluice.job.planning.begin;

import io.sluice.tracker.message.ForeignText;

/**
 * Information of the planner for an operator.
 *
 * @param topic empty if it concerns all topics
 * @param message complete text with values, reason and, if there is one, the remedy
 */
public record Remark(Kind kind, String topic, String message) {
  public Remark {
    message = ForeignText.message(message);
  }

  /** Returns whether something is not read because of it. */
  public boolean leavesOut() {
    return kind == Kind.LEFT_OUT || needsChange();
  }

  /** Returns whether this remains until the configuration or a right changes. */
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
    /** A bound of the run leaves something for the next run. */
    BOUND,
    /** Something new starts, or continues after a hold. */
    NEWS,
    /** A warning, or information that is less exact than usual. */
    WARNING
  }
}
