package io.sluice.job.verb;

import java.io.PrintStream;

/**
 * Where a verb tells what it has to tell.
 *
 * @param out for the answer
 * @param err for what goes beside it: problems, warnings, progress
 */
public record Console(PrintStream out, PrintStream err, Form form) {

  /** How the answer is wanted. */
  public enum Form {
    /** For people. */
    TEXT,
    /** {@code --json}: one object for machines, and nothing else on {@code out}. */
    JSON
  }
}
