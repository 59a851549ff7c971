package io.sluice.tracker.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cleans text from outside (an answer of a server, names in a schema, the diagnosis of a task,
 * names of files) before it is shown. Such text could move the cursor, forge a log line, or reverse
 * the direction of text.
 */
public final class ForeignText {
  private static final int LONGEST = 1_000;

  /** Maximum length in characters of one of Sluice's own sentences. */
  private static final int LONGEST_MESSAGE = 4_000;

  private static final int LONGEST_OF_LINES = 10_000;

  /** Control and format characters, bidirectional ones among them, and separators of lines. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private static final Pattern UNSEEN_BUT_LINES =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");

  /** A line break or a tab, with the following white space. */
  private static final Pattern GAPS =
      Pattern.compile("[\\t-\\r\\u0085\\u2028\\u2029][\\s\\u0085\\u2028\\u2029]*");

  private ForeignText() {}

  /**
   * Converts a text to one line of limited length: line breaks become a space, and invisible
   * characters become escapes.
   */
  public static String line(String text) {
    return line(text, LONGEST);
  }

  /** The same for a whole message of Sluice, which contains such text and ends with the remedy. */
  public static String message(String text) {
    return line(text, LONGEST_MESSAGE);
  }

  /**
   * The same with another limit.
   *
   * @param longest in characters
   */
  public static String line(String text, int longest) {
    // It is truncated before the search, because it may have any size.
    String begin = text.length() > 8 * longest ? text.substring(0, 8 * longest) : text;
    String line = visible(UNSEEN, GAPS.matcher(begin).replaceAll(" ").strip());
    return line.length() <= longest ? line : line.substring(0, longest) + "…";
  }

  /**
   * Formats a line in which each text value is one line of limited length.
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

  /** Keeps the lines of a text, and writes invisible characters as escapes. */
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

  /** Writes invisible characters in a JSON text as escapes; the values stay the same. */
  public static String json(String text) {
    return visible(text);
  }

  /** Keeps lines and length, and writes invisible characters as escapes. */
  public static String visible(String text) {
    return visible(UNSEEN_BUT_LINES, text);
  }

  /** Returns whether a character is invisible. */
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
