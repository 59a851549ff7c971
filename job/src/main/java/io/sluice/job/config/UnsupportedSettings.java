package io.sluice.job.config;

import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A capability that the documentation promises and this version does not have. The error names it,
 * so that no setting is accepted and then ignored. When a capability is added, its line is removed
 * from here.
 *
 * @param key a key, or the prefix of keys with a dot at its end
 * @param values that are not supported; empty if this applies to all except {@code accepted}
 * @param accepted values that describe what this version does
 * @param capability the missing capability, as a phrase
 */
public record UnsupportedSettings(
    String key, Set<String> values, Set<String> accepted, String capability) {

  public static final List<UnsupportedSettings> ALL =
      List.of(
          values(
              "value.format",
              "JSON Schema and Protobuf",
              "json-schema",
              "confluent-protobuf",
              "protobuf"),
          only(
              "value.subject.name.strategy",
              "subjects named by RecordNameStrategy or TopicRecordNameStrategy",
              "TopicNameStrategy"),
          only("key.format", "decoding of keys", "none"),
          only("tombstones", "landing null values, or moving them to quarantine", "count"),
          only(
              "multi.type",
              "several record types in one topic, each in its own directory",
              "refuse"),
          only("on.late", "separate handling of late records", "land"),
          only("land.min.bytes", "delaying a topic until it has enough data", "0"),
          only("land.max.delay", "delaying a topic until it has enough data"),
          only("completeness.delay", "completeness marks"),
          only("completeness.mark", "completeness marks"),
          only("reader", "the batch reader", "consumer"),
          only("record.filter", "user-defined filters"),
          only("hive.", "registering landed data in Hive"),
          only("after.command", "a command after the run"),
          only("data.retention", "deletion of landed data by age"),
          only("metrics.", "Prometheus metrics"));

  private static UnsupportedSettings values(String key, String capability, String... values) {
    return new UnsupportedSettings(key, Set.of(values), Set.of(), capability);
  }

  private static UnsupportedSettings only(String key, String capability, String... accepted) {
    return new UnsupportedSettings(key, Set.of(), Set.of(accepted), capability);
  }

  /** The settings without the refused ones; each of these adds a problem. */
  static Settings refuse(Settings settings, Problems problems) {
    Settings rest = settings;
    for (Setting setting : settings.all()) {
      Optional<UnsupportedSettings> match = of(setting);
      if (match.isPresent()) {
        UnsupportedSettings missing = match.get();
        if (!missing.accepted.contains(setting.text())) {
          problems.add(
              "Cannot use %s: this version does not have it (%s). %s"
                  .formatted(setting, missing.capability, missing.remedy()));
        }
        rest = rest.without(setting.name());
      }
    }
    return rest;
  }

  private static Optional<UnsupportedSettings> of(Setting setting) {
    String key = setting.name().replaceFirst("^overrides\\.[^.]+\\.", "");
    return ALL.stream().filter(each -> each.covers(key, setting.text())).findFirst();
  }

  private boolean covers(String name, String text) {
    boolean named = key.endsWith(".") ? name.startsWith(key) : name.equals(key);
    return named && (values.isEmpty() || values.contains(text));
  }

  private String remedy() {
    return accepted.isEmpty()
        ? "Remove it."
        : "Remove it, or write " + String.join(" or ", accepted) + ".";
  }
}
