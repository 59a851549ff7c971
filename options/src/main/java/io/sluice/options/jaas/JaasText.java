package io.sluice.options.jaas;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JAAS login line, in the syntax of Kafka's clients. */
public final class JaasText {
  /** The option of Java's own login module for Kerberos. */
  private static final Pattern KEYTAB =
      Pattern.compile(
          "\\bkeyTab\\s*=\\s*(?:\"(?:file:)?([^\"]+)\"|'(?:file:)?([^']+)'|([^\\s;\"']+))");

  /** Beside those that a {@link StreamTokenizer} takes for letters. */
  private static final char[] LETTERS = {'-', '_', '$'};

  private static final Set<String> FLAGS =
      Set.of("required", "requisite", "sufficient", "optional");

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
   * Whether Kafka can read a line: one login module, its flag, and options whose values are words
   * or in quotes.
   */
  public static boolean isReadable(String line) {
    StreamTokenizer tokens = new StreamTokenizer(new StringReader(line));
    tokens.slashSlashComments(true);
    tokens.slashStarComments(true);
    for (char letter : LETTERS) {
      tokens.wordChars(letter, letter);
    }
    try {
      if (!isText(tokens)) {
        return false;
      }
      return isText(tokens)
          && FLAGS.contains(String.valueOf(tokens.sval).toLowerCase(Locale.ROOT))
          && haveEnd(tokens)
          && tokens.nextToken() == StreamTokenizer.TT_EOF;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory
    }
  }

  /** Reads options up to the semicolon. */
  private static boolean haveEnd(StreamTokenizer tokens) throws IOException {
    while (tokens.nextToken() != ';') {
      if (tokens.sval == null || tokens.nextToken() != '=' || !isText(tokens)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(StreamTokenizer tokens) throws IOException {
    tokens.nextToken();
    return tokens.sval != null;
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
