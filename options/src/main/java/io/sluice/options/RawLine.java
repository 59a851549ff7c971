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

  /** A change that the format would make to the setting in silence; empty if there is none. */
  Optional<String> problem(Setting setting) {
    StringBuilder doubled = new StringBuilder();
    StringBuilder lone = new StringBuilder();
    String comment = "";
    for (String line : lines) {
      char before = 'x';
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        doubled.append(c);
        if (c == '\\' && i + 1 < line.length()) {
          char next = line.charAt(++i);
          if (ESCAPES.indexOf(next) < 0) {
            doubled.append('\\');
            lone.append(lone.isEmpty() ? next : "");
          }
          doubled.append(next);
          before = 'x';
        } else {
          if (c == '#' && Character.isWhitespace(before) && comment.isEmpty()) {
            comment = line.substring(i).strip();
          }
          before = c;
        }
      }
    }
    if (!lone.isEmpty()) {
      return Optional.of(backslash(setting, lone.charAt(0), doubled.toString().strip()));
    }
    boolean isSecret = Secret.isToldBy(setting.name());
    return comment.isEmpty() || isSecret || !setting.text().endsWith(comment)
        ? Optional.empty()
        : Optional.of(
            "Cannot use %s: '%s' is read as part of the value, since a comment has a line of its own. Move it to one; or where it is meant, write \\#."
                .formatted(setting.shown(), comment));
  }

  private String backslash(Setting setting, char dropped, String doubled) {
    boolean canBeShown = lines.size() == 1 && !Secret.isToldBy(setting.name());
    return "Cannot use %s: a properties file drops the single backslash before '%s'. %s"
        .formatted(
            setting.shown(),
            dropped,
            canBeShown
                ? "Write it twice: " + doubled + "."
                : "Write each backslash that is meant twice.");
  }
}
