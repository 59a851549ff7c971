package io.sluice.job.config;

import io.sluice.options.Key;
import io.sluice.options.Prefix;
import java.util.stream.Collectors;

/** The tables of docs/configuration.md, made from the keys themselves. */
final class Reference {

  private Reference() {}

  static String markdown() {
    StringBuilder text = new StringBuilder();
    for (Parts part : Parts.ALL) {
      text.append("## ").append(part.title()).append("\n\n");
      text.append("| key | type | default | meaning |\n|---|---|---|---|\n");
      part.keys().forEach(key -> text.append(row(key)));
      text.append('\n');
    }
    text.append("## What passes through\n\n| key | meaning |\n|---|---|\n");
    for (Prefix prefix : Ingestion.CATALOG.prefixes()) {
      text.append("| `%s*` | %s |\n".formatted(prefix.name(), cell(prefix.documentation())));
    }
    text.append("\n## Not in this version\n\n");
    text.append("Refused by name, so that nobody waits for what was accepted in silence.\n\n");
    text.append("| key | what is missing | accepted |\n|---|---|---|\n");
    NotYet.ALL.forEach(missing -> text.append(row(missing)));
    return text.toString();
  }

  private static String row(Key<?> key) {
    String otherwise =
        key.isRequired()
            ? "required"
            : key.defaultText()
                .map(text -> text.isEmpty() ? "empty" : "`" + text + "`")
                .orElse("–");
    return "| `%s`%s | %s | %s | %s |\n"
        .formatted(
            key.name(),
            key.scope() == Key.Scope.TOPIC ? " ◇" : "",
            cell(key.type().name()),
            cell(otherwise),
            cell(key.documentation()));
  }

  private static String row(NotYet missing) {
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
        .formatted(
            key, values, cell(missing.capability()), missing.values().isEmpty() ? accepted : "–");
  }

  /** A bar would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
