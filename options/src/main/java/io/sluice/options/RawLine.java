package io.sluice.options;

import java.util.List;
import java.util.Optional;

/**
 * A setting as it is written in a properties file, with the two traps of that format: a backslash
 * that is dropped, and a comment behind a value, which becomes part of it.
 *
 * @param lines one, or several that end with a backslash each
 */
record RawLine(List<String> lines) {

  /** Characters that a backslash may precede: Java's escapes, separators and comment marks. */
  private static final String ESCAPES = "tnrfu\\=:#! \t\f";

  RawLine {
    lines = List.copyOf(lines);
  }

  /**
   * A change that the format would make to the setting in silence; empty if there is none. Shows no
   * value: nobody knows yet whether there is a key of that name, or a secret's is misspelt.
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
