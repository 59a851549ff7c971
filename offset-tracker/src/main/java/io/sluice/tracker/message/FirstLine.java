package io.sluice.tracker.message;

import java.io.IOException;

/** The first line of an error message. HDFS appends the NameNode's stack trace to messages. */
public final class FirstLine {
  private FirstLine() {}

  /** The first line, empty if there is none. */
  public static String of(String text) {
    return ForeignText.line(text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
  }

  /** The error's name and the first line of its message, if it has one. */
  public static String named(Throwable error) {
    String line = error.getMessage() == null ? "" : of(error.getMessage());
    String name = error.getClass().getSimpleName();
    return line.isEmpty() ? name : name + ": " + line;
  }

  /** The first line of an error's message; with its name if it is not an I/O error. */
  public static String said(Throwable error) {
    String message = error.getMessage();
    String line = error instanceof IOException && message != null ? of(message) : "";
    return line.isEmpty() ? named(error) : line;
  }

  /** The first line as a part of a sentence, without the address that Hadoop adds. */
  public static String withoutFullStop(String text) {
    String line = of(text).replaceAll("; For more details see:.*", "").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
