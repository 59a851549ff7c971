package io.sluice.tracker.message;

import java.util.regex.Pattern;

/**
 * Text of others (a server's answer, a schema's names, a task's diagnosis) on its way to a person.
 * It could move the cursor, forge a line of a log, or show itself backwards.
 */
public final class ForeignText {
  private static final int LONGEST = 1_000;

  /** Control and format characters, bidirectional ones among them, and separators of lines. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private static final Pattern UNSEEN_BUT_LINES =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");
  private static final Pattern GAPS = Pattern.compile("[\\s\\u0085\\u2028\\u2029]+");

  private ForeignText() {}

  /** In one line of bounded length, white space made one space, what cannot be seen written out. */
  public static String line(String text) {
    return line(text, LONGEST);
  }

  /**
   * The same, shorter.
   *
   * @param longest in characters
   */
  public static String line(String text, int longest) {
    // Cut before it is searched: it may be of any size.
    String begin = text.length() > 8 * longest ? text.substring(0, 8 * longest) : text;
    String line = visible(UNSEEN, GAPS.matcher(begin).replaceAll(" ").strip());
    return line.length() <= longest ? line : line.substring(0, longest) + "…";
  }

  /** As it is, in its lines, but for what cannot be seen, which is written out. */
  public static String lines(String text) {
    return visible(UNSEEN_BUT_LINES, text);
  }

  private static String visible(Pattern unseen, String text) {
    return unseen
        .matcher(text)
        .replaceAll(match -> "\\\\u%04x".formatted(match.group().codePointAt(0)));
  }
}
