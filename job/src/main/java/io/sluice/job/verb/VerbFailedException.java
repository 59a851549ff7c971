package io.sluice.job.verb;

import io.sluice.job.report.ExitCode;

/** A verb ends without having done its work. The message is for people, and complete. */
public final class VerbFailedException extends Exception {

  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  public VerbFailedException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public VerbFailedException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
