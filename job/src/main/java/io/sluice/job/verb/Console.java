package io.sluice.job.verb;

import io.sluice.tracker.message.ForeignText;
import java.io.PrintStream;

/**
 * Output of a verb.
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
  public void tell(String line) {
    err.println(ForeignText.lines(commands.complete(line)));
  }

  /** Reports a dry run, with the command that does what it has shown. */
  public void dryRun(String what) {
    tell(
        "A dry run: nothing was written. To %s: %s"
            .formatted(what, commands.again("--reason TEXT", "--execute")));
  }

  /** Format of the answer. */
  public enum Form {
    /** For people. */
    TEXT,
    /** {@code --json}: one object for machines, and nothing else on {@code out}. */
    JSON
  }
}
