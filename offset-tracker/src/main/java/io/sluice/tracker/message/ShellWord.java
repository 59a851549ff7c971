package io.sluice.tracker.message;

/** A word of a command in a message, which is to be pasted into a shell. */
public final class ShellWord {
  private ShellWord() {}

  /** The word as a shell takes it: as it is, or between quotes. */
  public static String of(String word) {
    boolean plain = word.matches("[\\w./:=@%+,-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
