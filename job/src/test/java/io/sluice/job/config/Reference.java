package io.sluice.job.config;

import io.sluice.options.Key;
import io.sluice.options.Prefix;
import java.util.stream.Collectors;

/** The generated part of docs/configuration.md: one list item for each key. */
final class Reference {
  private static final int WIDTH = 118;

  private Reference() {}

  static String markdown() {
    StringBuilder text = new StringBuilder();
    for (ConfigSections part : ConfigSections.ALL) {
      text.append("## ").append(part.title()).append("\n\n");
      part.keys().forEach(key -> text.append(item(key)));
      text.append('\n');
    }
    text.append("## Settings that are passed through\n\n");
    for (Prefix prefix : Ingestion.CATALOG.prefixes()) {
      text.append(wrapped("* `%s*`: %s.".formatted(prefix.name(), prefix.documentation())));
    }
    text.append("\n## Not in this version\n\n");
    text.append("These keys and values are refused, each by name.\n\n");
    text.append("| key | missing capability | accepted value |\n|---|---|---|\n");
    UnsupportedSettings.ALL.forEach(missing -> text.append(row(missing)));
    return text.toString();
  }

  private static String item(Key<?> key) {
    String otherwise =
        key.isRequired()
            ? "required"
            : key.defaultText()
                .map(text -> text.isEmpty() ? "default empty" : "default `" + text + "`")
                .orElse("optional");
    return wrapped(
        "* `%s`%s (%s; %s): %s."
            .formatted(
                key.name(),
                key.scope() == Key.Scope.TOPIC ? " ◇" : "",
                key.type().name(),
                otherwise,
                key.documentation()));
  }

  private static String row(UnsupportedSettings missing) {
    String values =
        missing.values().isEmpty()
            ? ""
            : " = "
                + missing.values().stream()
                    .sorted()
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(", "));
    String accepted =
        missing.accepted().isEmpty() ? "–" : "`" + String.join("`, `", missing.accepted()) + "`";
    String key = missing.key() + (missing.key().endsWith(".") ? "*" : "");
    return "| `%s`%s | %s | %s |\n"
        .formatted(key, values, missing.capability(), missing.values().isEmpty() ? accepted : "–");
  }

  private static String wrapped(String item) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String word : item.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.append(line).append('\n');
        line.setLength(0);
        line.append(' ');
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    return lines.append(line).append('\n').toString();
  }
}
