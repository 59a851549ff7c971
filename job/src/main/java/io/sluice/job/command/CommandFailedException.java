package io.sluice.job.command;

import io.sluice.job.report.ExitCode;

/** A command ends without having done its work. The message is for people, and complete. */
public final class CommandFailedException extends Exception {

  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  public CommandFailedException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public CommandFailedException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
