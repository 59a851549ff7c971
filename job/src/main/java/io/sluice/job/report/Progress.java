package io.sluice.job.report;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Progress of a run on a terminal: a line that is overwritten. There is none if the output is not a
 * terminal, because it would fill a log.
 */
public final class Progress {
  /** States whether the output is a terminal. */
  public enum Output {
    TERMINAL,
    NONE
  }

  private final PrintStream out;
  private final Output output;
  private final InstantSource clock;
  private final long startedAt;
  private int width;

  public Progress(PrintStream out, Output output, InstantSource clock) {
    this.out = out;
    this.output = output;
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  /**
   * The finding of {@code run-job.sh}: not every Java version detects a terminal in the same way.
   */
  public static Output ofProcess() {
    return "terminal".equals(System.getenv("SLUICE_PROGRESS")) ? Output.TERMINAL : Output.NONE;
  }

  /**
   * Shows the progress of the run.
   *
   * @param fraction 0 to 1
   */
  public void show(String what, double fraction, long records, long bytes) {
    if (output == Output.NONE) {
      return;
    }
    long elapsed = clock.millis() - startedAt;
    StringBuilder line = new StringBuilder();
    line.append(what).append(": ").append(Math.round(fraction * 100)).append(" %");
    line.append(", ").append(Units.count(records)).append(" records");
    line.append(", ").append(Units.bytes(bytes));
    if (fraction > 0.02 && fraction < 1) {
      Duration left = Duration.ofMillis((long) (elapsed * (1 - fraction) / fraction));
      line.append(", about ").append(Units.duration(left)).append(" left");
    }
    int length = line.length();
    while (line.length() < width) {
      line.append(' ');
    }
    width = length;
    out.print("\r" + line);
    out.flush();
  }

  /** Prints a separate line, also if the output is not a terminal. */
  public void say(String line) {
    clear();
    out.println(line);
  }

  /** Clears the line before other output. */
  public void clear() {
    if (output == Output.TERMINAL && width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
      width = 0;
    }
  }
}
