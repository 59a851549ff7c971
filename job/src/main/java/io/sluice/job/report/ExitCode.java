package io.sluice.job.report;

import java.util.Collection;

/** Exit codes, for the scheduler. Fixed: scripts depend on the numbers. */
public enum ExitCode {
  DONE(0, "all that was planned has landed, or there was nothing to do"),
  FAILED(1, "failed; this run committed nothing"),
  USAGE(2, "the command line or the configuration is wrong"),
  PARTIAL(3, "landed in part, or nothing could be read; the next run takes the rest"),
  NEEDS_DECISION(
      4,
      "landed, but an operator must decide: something is held or was lost, a topic cannot be read until its configuration or rights change, most records of a topic were bad, or verify found changes by others"),
  OTHER_RUN(5, "another run of this ingestion is active, or won"),
  NOT_KNOWN(
      6,
      "not known, or committed and not published yet; nothing is lost, and the next run continues"),
  DAMAGED(7, "verify found damage"),
  AFTER_STEP_FAILED(8, "landed, but a step after the commit failed; the next run repeats it");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** The meaning, for the help text. */
  public String meaning() {
    return meaning;
  }

  /** The exit code of a run that has landed, if several apply: 4 before 3 before 8 before 0. */
  public static ExitCode ofLanded(Collection<ExitCode> all) {
    for (ExitCode code : new ExitCode[] {NEEDS_DECISION, PARTIAL, AFTER_STEP_FAILED}) {
      if (all.contains(code)) {
        return code;
      }
    }
    return DONE;
  }
}
