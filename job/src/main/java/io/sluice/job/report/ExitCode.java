package io.sluice.job.report;

import java.util.Collection;

/** Exit codes, for the scheduler. Fixed: scripts depend on the numbers. */
public enum ExitCode {
  /** All that was planned has landed, or there was nothing to do. */
  DONE(0),
  /** Failed; this run committed nothing. */
  FAILED(1),
  /** Usage or configuration. */
  USAGE(2),
  /** Landed in part, or nothing could be read: the next run takes what is left. */
  PARTIAL(3),
  /**
   * Landed, but a person must decide: something is held or was lost, a topic cannot be read until
   * its configuration or rights change, or most records of a topic were bad.
   */
  NEEDS_DECISION(4),
  /** Another run of this ingestion is active, or won. */
  OTHER_RUN(5),
  /** Not known, or committed and not published yet. Nothing is lost; the next run goes on. */
  NOT_KNOWN(6),
  /** {@code verify} found damage. */
  DAMAGED(7),
  /** Landed, but a step after the commit failed; the next run takes it up. */
  AFTER_STEP_FAILED(8);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** Of several that may be said of one run that has landed: 4 before 3 before 8 before 0. */
  public static ExitCode ofLanded(Collection<ExitCode> all) {
    for (ExitCode code : new ExitCode[] {NEEDS_DECISION, PARTIAL, AFTER_STEP_FAILED}) {
      if (all.contains(code)) {
        return code;
      }
    }
    return DONE;
  }
}
