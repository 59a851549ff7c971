package io.sluice.tracker.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of others (a server's answer, a schema's names, a task's diagnosis, names of files) on its
 * way to a person. It could move the cursor, forge a line of a log, or show itself backwards.
 */
public final class ForeignText {
  private static final int LONGEST = 1_000;

  /** In characters, of a sentence of ours that names several things. */
  private static final int LONGEST_MESSAGE = 4_000;

  private static final int LONGEST_OF_LINES = 10_000;

  /** Control and format characters, bidirectional ones among them, and separators of lines. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private static final Pattern UNSEEN_BUT_LINES =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");

  /** A break of a line or a tab, with the white space behind it. */
  private static final Pattern GAPS =
      Pattern.compile("[\\t-\\r\\u0085\\u2028\\u2029][\\s\\u0085\\u2028\\u2029]*");

  private ForeignText() {}

  /** In one line of bounded length, breaks made a space, what cannot be seen written out. */
  public static String line(String text) {
    return line(text, LONGEST);
  }

  /** The same of a whole message of ours, which holds text of others and ends with what to do. */
  public static String message(String text) {
    return line(text, LONGEST_MESSAGE);
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

  /**
   * A line of ours, in which each value that is text is in one line of bounded length.
   *
   * @param form of {@link String#format}
   */
  public static String format(String form, Object... values) {
    Object[] clean =
        Arrays.stream(values)
            .map(each -> each instanceof String foreign ? message(foreign) : each)
            .toArray();
    return String.format(Locale.ROOT, form, clean).stripTrailing();
  }

  /** As it is, in its lines, but for what cannot be seen, which is written out. */
  public static String lines(String text) {
    String visible = visible(UNSEEN_BUT_LINES, text);
    if (visible.length() <= LONGEST_OF_LINES) {
      return visible;
    }
    StringBuilder lines = new StringBuilder();
    for (int begin = 0; begin < visible.length(); ) {
      int next = visible.indexOf('\n', begin) + 1;
      int end = next == 0 ? visible.length() : next;
      boolean isTooLong = end - begin > LONGEST_OF_LINES;
      lines.append(visible, begin, isTooLong ? begin + LONGEST_OF_LINES : end);
      lines.append(isTooLong ? next == 0 ? "…" : "…\n" : "");
      begin = end;
    }
    return lines.toString();
  }

  /**
   * A JSON text with the same values, in which what cannot be seen is written out: within a string
   * JSON reads that as the character itself.
   */
  public static String json(String text) {
    return visible(text);
  }

  /** Of any length, in its lines, with what cannot be seen written out. */
  public static String visible(String text) {
    return visible(UNSEEN_BUT_LINES, text);
  }

  /** Whether a character of a text cannot be seen. */
  static boolean isUnseenIn(String text) {
    return UNSEEN.matcher(text).find();
  }

  private static String visible(Pattern unseen, String text) {
    return unseen
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match
                        .group()
                        .chars()
                        .mapToObj("\\u%04x"::formatted)
                        .collect(Collectors.joining())));
  }
}
