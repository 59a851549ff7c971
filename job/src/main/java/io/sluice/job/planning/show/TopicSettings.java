package io.sluice.job.planning.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.options.Catalog;
import io.sluice.options.Key;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Each setting that holds for a topic, and where it came from. Secrets are not shown. */
public final class TopicSettings {
  private static final String DEFAULT = "default";

  private final List<Line> lines;

  private TopicSettings(List<Line> lines) {
    this.lines = lines;
  }

  /**
   * Reads them.
   *
   * @param settings with the topic's overrides laid over the ingestion's
   */
  public static TopicSettings of(Catalog catalog, Settings settings) {
    return new TopicSettings(
        catalog.keys().stream().map(key -> line(key, settings)).flatMap(Optional::stream).toList());
  }

  private static Optional<Line> line(Key<?> key, Settings settings) {
    Optional<Setting> set = settings.setting(key);
    return set.isPresent()
        ? set.map(each -> new Line(key.name(), each.shownText(), each.origin()))
        : key.defaultText().map(text -> new Line(key.name(), text, DEFAULT));
  }

  public String text() {
    int name = lines.stream().mapToInt(each -> each.key().length()).reduce(0, Math::max);
    int value = lines.stream().mapToInt(each -> each.value().length()).reduce(0, Math::max);
    String form =
        "  %-" + Math.max(1, name) + "s  %-" + Math.max(1, Math.min(60, value)) + "s  %s%n";
    StringBuilder text = new StringBuilder();
    for (Line each : lines) {
      text.append(String.format(Locale.ROOT, form, each.key(), each.value(), each.origin()));
    }
    return text.toString();
  }

  /** Writes the field {@code settings} of an object that has been begun. */
  public void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("settings");
    for (Line each : lines) {
      json.writeStartObject();
      json.writeStringField("key", each.key());
      json.writeStringField("value", each.value());
      json.writeStringField("origin", each.origin());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private record Line(String key, String value, String origin) {}
}
