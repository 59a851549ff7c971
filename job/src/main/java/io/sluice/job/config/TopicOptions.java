package io.sluice.job.config;

import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.writers.FileFormats;
import io.sluice.writers.WriterOptions;
import io.sluice.writers.file.FileFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of one topic.
 *
 * @param settings those of the ingestion with the topic's overrides, each with its origin
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
   * A key with its value for the topic.
   *
   * @param text hidden if it is a secret
   * @param origin file and line, {@code --set}, an alias, or {@code default}
   */
  public record Value(String key, String text, String origin) {}

  /** All keys with a value, with their origins, as {@code plan --topic} shows them. */
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
            .map(written -> written.text().equals(decoder.valueFormat().name()))
            .orElse(true);
    if (!isAsWritten) {
      return; // It could not be read, which is already reported.
    }
    decoder.check(
        switch (writer.format().rows()) {
          case COLUMNS -> DecoderOptions.Landing.COLUMNS;
          case LINES -> DecoderOptions.Landing.LINES;
        },
        problems);
    if (decoder.valueFormat().asksRegistry() && registry.urls().isEmpty()) {
      problems.add(
          "Cannot decode value.format=%s: its schemas come from a registry. Set schema.registry.url, or another value.format."
              .formatted(decoder.valueFormat().name()));
    }
  }

  /**
   * Reports a codec of a format that no topic has, if the codec of the topic's own format is not
   * set.
   */
  static void checkCodecs(Collection<TopicOptions> inUse, Problems problems) {
    Set<String> formats =
        inUse.stream().map(each -> each.writer.format().name()).collect(Collectors.toSet());
    for (TopicOptions each : inUse) {
      for (FileFormat other : FileFormats.ALL) {
        if (!formats.contains(other.name())) {
          each.checkCodec(other, problems);
        }
      }
    }
  }

  private void checkCodec(FileFormat unused, Problems problems) {
    Key<?> own = writer.format().codecKey();
    Optional<Setting> setting = settings.setting(unused.codecKey());
    if (setting.isPresent() && settings.setting(own).isEmpty()) {
      problems.add(
          "Cannot use %s: no topic lands as %s. Set %s, or format=%s."
              .formatted(setting.get(), unused.name(), own.name(), unused.name()));
    }
  }

  private Optional<Setting> setting(String key) {
    return Ingestion.CATALOG.key(key).flatMap(settings::setting);
  }
}
