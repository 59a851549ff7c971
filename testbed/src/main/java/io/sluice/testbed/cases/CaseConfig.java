package io.sluice.testbed.cases;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A case's properties laid out so that the ingestion has healthy topics too: the case's own
 * settings of topics become an override, and the healthy ones are plain text.
 */
final class CaseConfig {
  private static final Pattern OF_THE_INGESTION =
      Pattern.compile(
          "topics.*|kafka\\..*|schema\\.registry\\..*|overrides.*|max\\..*|split\\.bytes");

  /** Names as they sort: {@code max.open.files} is a topic's. */
  private static final Set<String> OF_TOPICS = Set.of("max.open.files");

  static final String HEALTHY = "healthy";

  private CaseConfig() {}

  /**
   * Writes it.
   *
   * @param source the case's properties, in which HERE stands for its folder
   * @param base what every ingestion of the runner has, such as the broker
   */
  static Path write(Path source, Map<String, String> base, String healthyTopics, Path target)
      throws IOException {
    Properties own = new Properties();
    try (Reader reader = Files.newBufferedReader(source)) {
      own.load(reader);
    }
    Map<String, String> all = new TreeMap<>(base);
    Map<String, String> ofTopics = new TreeMap<>(Map.of("value.format", "confluent-avro"));
    String folder = String.valueOf(source.toAbsolutePath().getParent());
    for (String key : own.stringPropertyNames()) {
      String value = own.getProperty(key).replace("HERE", folder);
      boolean ofIngestion = !OF_TOPICS.contains(key) && OF_THE_INGESTION.matcher(key).matches();
      (ofIngestion ? all : ofTopics).put(key, value);
    }
    all.merge("overrides", "case", (before, last) -> before + "," + last);
    for (String alias : all.getOrDefault("overrides", "").split(",", -1)) {
      ofTopics.forEach((key, value) -> all.putIfAbsent("overrides." + alias + "." + key, value));
    }
    all.put("value.format", "string");
    if (own.containsKey("topics.regex")) {
      all.put("overrides.case.topics.regex", own.getProperty("topics.regex"));
      all.put("topics.regex", own.getProperty("topics.regex") + "|" + HEALTHY + "-.*");
    } else {
      all.put("overrides.case.topics", own.getProperty("topics"));
      all.put("topics", own.getProperty("topics") + "," + healthyTopics);
    }
    StringBuilder text = new StringBuilder();
    all.forEach(
        (key, value) ->
            text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    return Files.writeString(target, text);
  }
}
