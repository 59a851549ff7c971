package io.sluice.tracker.message;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A word of a command in a message, which is to be pasted into a shell. */
public final class ShellWord {
  private ShellWord() {}

  /**
   * The word as a shell takes it: as it is, or between quotes. A word with characters that cannot
   * be seen, and so neither shown nor copied, is made by {@code printf}.
   */
  public static String of(String word) {
    if (word.matches("[\\w./:=@%+,-]+")) {
      return word;
    }
    // A shell cuts the line breaks at the end of what a command prints.
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
