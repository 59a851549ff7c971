package io.sluice.options;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Parses the format of {@link Properties} with line numbers, and reports keys that occur twice. */
final class PropertiesText {

  private PropertiesText() {}

  /**
   * @param place precedes the line number in the origin of each setting
   */
  static Map<String, Setting> parse(String text, String place, Problems problems) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    List<String> lines = text.replaceFirst("^\uFEFF", "").lines().toList();
    int next = 0;
    while (next < lines.size()) {
      int first = next;
      List<String> logical = new ArrayList<>();
      logical.add(lines.get(next++));
      if (isComment(logical.get(0))) {
        continue;
      }
      while (goesOn(logical.get(logical.size() - 1)) && next < lines.size()) {
        logical.add(lines.get(next++));
      }
      String origin = place + ":" + (first + 1);
      for (var entry : load(String.join("\n", logical), origin, problems).entrySet()) {
        Setting setting = new Setting(entry.getKey(), entry.getValue().strip(), origin);
        RawLine raw = new RawLine(logical);
        raw.problem(setting).ifPresent(problems::add);
        Setting earlier = settings.putIfAbsent(setting.name(), setting);
        if (earlier != null) {
          problems.add(
              "Cannot determine which %s is meant: it stands at %s and at %s. Remove one of them."
                  .formatted(setting.name(), earlier.origin(), origin));
        }
      }
    }
    return settings;
  }

  /** Writes one line per setting, which {@link #parse} reads back unchanged. */
  static String print(Map<String, Setting> settings) {
    return settings.values().stream()
        .map(each -> escape(each.name(), "=: ") + "=" + escape(each.text(), "") + "\n")
        .collect(Collectors.joining());
  }

  private static Map<String, String> load(String logical, String origin, Problems problems) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(logical));
    } catch (IllegalArgumentException e) {
      problems.add(
          "Cannot read %s: a \\u is not followed by four hexadecimal digits. Write a backslash twice where one is meant."
              .formatted(origin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  private static boolean isComment(String line) {
    String start = line.stripLeading();
    return start.isEmpty() || start.startsWith("#") || start.startsWith("!");
  }

  /** A line that ends with an odd number of backslashes is continued in the next line. */
  private static boolean goesOn(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    return (line.length() - end) % 2 == 1;
  }

  private static String escape(String text, String separators) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '\f' -> escaped.append("\\f");
        case '\\' -> escaped.append("\\\\");
        default -> {
          boolean looksLikeAComment =
              (i == 0 && (c == '#' || c == '!'))
                  || (c == '#' && Character.isWhitespace(text.charAt(i - 1)));
          if (looksLikeAComment || separators.indexOf(c) >= 0) {
            escaped.append('\\');
          }
          escaped.append(c);
        }
      }
    }
    return escaped.toString();
  }
}
