package io.sluice.job.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.config.TopicOptions.Value;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Each setting that holds for a topic, and where it came from. */
public final class TopicSettings {
  private static final int WIDEST_VALUE = 60;

  private TopicSettings() {}

  public static String text(List<Value> values) {
    int key = width(values.stream().map(Value::key).toList());
    int value = Math.min(WIDEST_VALUE, width(values.stream().map(Value::text).toList()));
    String form = "  %-" + key + "s  %-" + value + "s  %s\n";
    StringBuilder text = new StringBuilder();
    for (Value each : values) {
      text.append(String.format(Locale.ROOT, form, each.key(), each.text(), each.origin()));
    }
    return text.toString();
  }

  private static int width(List<String> cells) {
    return cells.stream().mapToInt(String::length).reduce(1, Math::max);
  }

  /** Writes the field {@code settings} of an object that has been begun. */
  public static void write(JsonGenerator json, List<Value> values) throws IOException {
    json.writeArrayFieldStart("settings");
    for (Value each : values) {
      json.writeStartObject();
      json.writeStringField("key", each.key());
      json.writeStringField("value", each.text());
      json.writeStringField("origin", each.origin());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
