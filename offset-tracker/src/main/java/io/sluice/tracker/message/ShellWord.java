package io.sluice.tracker.message;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A word of a command in a message, which can be copied to a shell. */
public final class ShellWord {
  private ShellWord() {}

  /**
   * The word in the syntax of a shell: as it is, or quoted. A word with invisible characters, which
   * cannot be shown or copied, is written with {@code printf}.
   */
  public static String of(String word) {
    if (word.matches("[\\w./:=@%+,-]+")) {
      return word;
    }
    // A shell removes line breaks at the end of a command's output.
    return ForeignText.isUnseenIn(word) && !word.endsWith("\n") ? printed(word) : quoted(word);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static String printed(String word) {
    StringBuilder format = new StringBuilder();
    for (byte each : word.getBytes(UTF_8)) {
      switch (each) {
        case '\\' -> format.append("\\\\");
        case '%' -> format.append("%%");
        default ->
            format.append(
                each >= ' ' && each < 0x7f ? (char) each : "\\%03o".formatted(each & 0xff));
      }
    }
    return "\"$(printf " + quoted(format.toString()) + ")\"";
  }
}
