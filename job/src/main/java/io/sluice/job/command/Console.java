package io.sluice.job.command;

import io.sluice.job.report.ExitCode;
import io.sluice.tracker.message.ForeignText;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Output of a command.
 *
 * @param out for the answer
 * @param err for what goes beside it: problems, warnings, progress
 * @param commands how commands in messages are started
 */
public record Console(PrintStream out, PrintStream err, Form form, CommandLines commands) {

  /** A console whose messages name commands in short. */
  public Console(PrintStream out, PrintStream err, Form form) {
    this(out, err, form, CommandLines.SHORT);
  }

  /** Prints an answer, its commands whole. */
  public void print(String text) {
    out.print(
        form == Form.JSON
            ? ForeignText.json(commands.completeJson(text))
            : ForeignText.lines(commands.complete(text)));
    out.flush();
  }

  /** Prints a line beside the answer, its commands whole. */
  public void note(String line) {
    err.println(ForeignText.lines(commands.complete(line)));
  }

  /** Reports a dry run, with the command that does what it has shown. */
  public void dryRun(String what) {
    note(
        "A dry run: nothing was written. To %s: %s"
            .formatted(what, commands.again("--reason TEXT", "--execute")));
  }

  /**
   * Returns the exit code of an answer.
   *
   * @param doubt printed if there is one: the answer then is not known to be right
   */
  public ExitCode unless(Optional<String> doubt, ExitCode answer) {
    doubt.ifPresent(this::note);
    return doubt.isPresent() ? ExitCode.NOT_KNOWN : answer;
  }

  /** Format of the answer. */
  public enum Form {
    /** For people. */
    TEXT,
    /** {@code --json}: one object for machines, and nothing else on {@code out}. */
    JSON
  }
}
