package io.sluice.options.jaas;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JAAS login line, in the syntax of Kafka's clients. */
public final class JaasText {
  /** The option of Java's own login module for Kerberos. */
  private static final Pattern KEYTAB =
      Pattern.compile(
          "\\bkeyTab\\s*=\\s*(?:\"(?:file:)?([^\"]+)\"|'(?:file:)?([^']+)'|([^\\s;\"']+))");

  private JaasText() {}

  /**
   * The name of a keytab within a line.
   *
   * @param start position of the name in the line
   */
  public record Keytab(String name, int start, int end) {}

  /** The keytabs that a line names, in single or double quotes or without quotes. */
  public static List<Keytab> keytabs(String line) {
    List<Keytab> found = new ArrayList<>();
    Matcher keytab = KEYTAB.matcher(line);
    while (keytab.find()) {
      for (int group = 1; group <= keytab.groupCount(); group++) {
        if (keytab.start(group) >= 0) {
          int start = keytab.start(group);
          int end = keytab.end(group);
          found.add(new Keytab(line.substring(start, end), start, end));
        }
      }
    }
    return found;
  }

  /**
   * Escapes a value for a place between quotes. Kafka reads the line with a {@link
   * java.io.StreamTokenizer}, which supports C escapes within quotes.
   */
  public static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      escaped.append(
          c < ' ' || c == '"' || c == '\'' || c == '\\' ? "\\%03o".formatted((int) c) : c);
    }
    return escaped.toString();
  }
}
