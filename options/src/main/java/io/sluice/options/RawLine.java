package io.sluice.options;

import java.util.List;
import java.util.Optional;

/**
 * A setting as written in a properties file. Detects two pitfalls of that format: a backslash that
 * is dropped silently, and a comment after a value, which becomes part of the value.
 *
 * @param lines one line, or several that are continued with a backslash
 */
record RawLine(List<String> lines) {

  /** Characters that a backslash may precede: Java's escapes, separators and comment marks. */
  private static final String ESCAPES = "tnrfu\\=:#! \t\f";

  RawLine {
    lines = List.copyOf(lines);
  }

  /**
   * The change that the format would make to the setting silently; empty if there is none. Does not
   * show the value, because the key may be the misspelt name of a secret.
   */
  Optional<String> problem(Setting setting) {
    boolean hasComment = false;
    for (String line : lines) {
      char before = 'x';
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '\\' && i + 1 < line.length()) {
          char next = line.charAt(++i);
          if (ESCAPES.indexOf(next) < 0) {
            return Optional.of(backslash(setting));
          }
          before = 'x';
        } else {
          hasComment |= c == '#' && Character.isWhitespace(before);
          before = c;
        }
      }
    }
    return hasComment && !setting.isSecret() && setting.text().contains("#")
        ? Optional.of(
            "Cannot use %s: what stands behind '#' is read as part of the value, since a comment has a line of its own. Move it to one; or where it is meant, write \\#."
                .formatted(setting.named()))
        : Optional.empty();
  }

  private static String backslash(Setting setting) {
    return "Cannot use %s: a properties file drops a single backslash. Write each backslash that is meant twice."
        .formatted(setting.named());
  }
}
