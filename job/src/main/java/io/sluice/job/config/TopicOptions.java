package io.sluice.job.config;

import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.records.landing.LandedFormat;
import io.sluice.writers.WriterOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds for one topic.
 *
 * @param settings with the topic's overrides laid over the ingestion's, each with its origin
 */
public record TopicOptions(
    Settings settings,
    TopicPlanningOptions planning,
    DecoderOptions decoder,
    WriterOptions writer) {

  static TopicOptions read(Settings settings, Problems problems) {
    return new TopicOptions(
        settings,
        TopicPlanningOptions.read(settings, problems),
        DecoderOptions.read(settings, problems),
        WriterOptions.read(settings, problems));
  }

  /**
   * A key as it holds for the topic.
   *
   * @param text hidden if it is a secret
   * @param origin file and line, {@code --set}, an alias, or {@code default}
   */
  public record Value(String key, String text, String origin) {}

  /** Every key that has a value here, with where it came from: what {@code plan --topic} shows. */
  public List<Value> values() {
    List<Value> values = new ArrayList<>();
    for (Key<?> key : Ingestion.CATALOG.keys()) {
      Optional<Setting> setting = settings.setting(key);
      if (setting.isPresent()) {
        values.add(new Value(key.name(), setting.get().shownText(), setting.get().origin()));
      } else {
        key.defaultText()
            .filter(text -> !text.isEmpty())
            .ifPresent(text -> values.add(new Value(key.name(), text, "default")));
      }
    }
    return values;
  }

  /** Reports contradictions between parts. */
  void check(RegistryOptions registry, Problems problems) {
    boolean isAsWritten =
        setting("value.format")
            .map(written -> written.text().equals(decoder.valueFormat()))
            .orElse(true);
    if (!isAsWritten) {
      return; // it could not be read, which is a problem already
    }
    decoder.check(problems);
    if (decoder.asksRegistry() && registry.urls().isEmpty()) {
      problems.add(
          "Cannot decode value.format=%s: its schemas come from a registry. Set schema.registry.url, or another value.format."
              .formatted(decoder.valueFormat()));
    }
  }

  /**
   * Reports a codec of a format that no topic has, where that of the topic's own format is not set.
   */
  static void checkCodecs(Collection<TopicOptions> inUse, Problems problems) {
    Set<LandedFormat> formats = EnumSet.noneOf(LandedFormat.class);
    inUse.forEach(each -> formats.add(each.writer.format()));
    if (formats.size() != 1) {
      return;
    }
    boolean parquet = formats.contains(LandedFormat.PARQUET);
    String used = parquet ? "parquet.codec" : "avro.codec";
    String unused = parquet ? "avro.codec" : "parquet.codec";
    for (TopicOptions each : inUse) {
      Optional<Setting> setting = each.setting(unused);
      if (setting.isPresent() && each.setting(used).isEmpty()) {
        problems.add(
            "Cannot use %s: all topics land as %s. Set %s, or format=%s."
                .formatted(
                    setting.get(),
                    parquet ? "parquet" : "avro",
                    used,
                    parquet ? "avro" : "parquet"));
      }
    }
  }

  private Optional<Setting> setting(String key) {
    return Ingestion.CATALOG.key(key).flatMap(settings::setting);
  }
}
