package io.sluice.testbed.ingestion;

import io.sluice.testbed.kafka.KafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An ingestion's properties as a user writes them.
 *
 * @param name of the ingestion and of its file
 */
public record IngestionProperties(String name, Map<String, String> properties) {

  public IngestionProperties {
    properties = new LinkedHashMap<>(properties);
  }

  /** An ingestion of topics into a directory; small Kafka partitions are not cut. */
  public static IngestionProperties of(
      String name, KafkaCluster kafka, String topicsDir, String topics) {
    return new IngestionProperties(name, Map.of())
        .with("name", name)
        .with("kafka.bootstrap.servers", kafka.bootstrapServers())
        .with("topics", topics)
        .with("topics.dir", topicsDir);
  }

  public IngestionProperties with(String key, String value) {
    Map<String, String> all = new LinkedHashMap<>(properties);
    all.put(key, value);
    return new IngestionProperties(name, all);
  }

  public IngestionProperties without(String key) {
    Map<String, String> all = new LinkedHashMap<>(properties);
    all.remove(key);
    return new IngestionProperties(name, all);
  }

  /** The default state directory. */
  public String stateDir() {
    return properties.getOrDefault("state.dir", properties.get("topics.dir") + "/.sluice/" + name);
  }

  /** Writes the file and returns its path, for {@code --config}. */
  public String file(Path directory) throws IOException {
    String text =
        properties.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n", "", "\n"));
    return Files.writeString(directory.resolve(name + ".properties"), text).toString();
  }
}
