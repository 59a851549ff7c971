package io.sluice.testbed.soak;

import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.content.TestEvent;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.StateDirectory;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.soak.account.KafkaPartitionKey;
import io.sluice.testbed.soak.load.SoakTopic;
import io.sluice.testbed.soak.load.SoakTopic.Sending;
import io.sluice.testbed.soak.strike.StrikeScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The setup of the soak: three topics of different form in Kafka, and the ingestion that lands
 * them.
 *
 * @param root {@code topics.dir}, as a path on HDFS
 * @param config the ingestion's properties file
 */
record SoakSetup(List<SoakTopic> topics, StrikeScene scene, String root, String config) {
  private static final int REPLICAS = 3;
  private static final int HOURS = 16;

  /** Makes topics and configuration on a running stack. */
  static SoakSetup lay(Stack stack, SoakCluster cluster, String name, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    String events = name + "-events";
    Encoding registered =
        new Encoding.Registered(stack.registry().register(events + "-value", TestEvent.SCHEMA));
    List<SoakTopic> topics =
        List.of(
            new SoakTopic(events, 4, registered, Sending.PLAIN, HOURS),
            new SoakTopic(name + "-clicks", 3, new Encoding.Json(), Sending.PLAIN, HOURS),
            new SoakTopic(name + "-lines", 3, new Encoding.Text(), Sending.TRANSACTIONS, HOURS));
    List<KafkaPartitionKey> read = new ArrayList<>();
    try (TopicAdmin admin = stack.kafka().topics()) {
      for (SoakTopic topic : topics) {
        admin.create(topic.name(), topic.kafkaPartitions(), REPLICAS);
        for (int number = 0; number < topic.kafkaPartitions(); number++) {
          read.add(new KafkaPartitionKey(topic.name(), number));
        }
      }
    }
    String root = cluster.root();
    IngestionProperties ingestion = ingestion(stack, cluster, name, topics, directory);
    StateDirectory state =
        new StateDirectory(new WebHdfs(cluster.hdfs()), root + "/.sluice/" + name);
    return new SoakSetup(
        topics,
        new StrikeScene(stack.kafka(), cluster.yarn(), cluster.hdfs(), state, read),
        root,
        ingestion.file(directory));
  }

  private static IngestionProperties ingestion(
      Stack stack, SoakCluster cluster, String name, List<SoakTopic> topics, Path directory)
      throws IOException {
    Path schema = Files.writeString(directory.resolve("event.avsc"), TestEvent.SCHEMA);
    List<String> names = topics.stream().map(SoakTopic::name).toList();
    String topicsDir = cluster.hdfs().uri() + cluster.root();
    IngestionProperties ingestion =
        IngestionProperties.of(name, stack.kafka(), topicsDir, String.join(",", names));
    for (Map.Entry<String, String> each : cluster.settings().entrySet()) {
      ingestion = ingestion.with(each.getKey(), each.getValue());
    }
    return ingestion
        .with("schema.registry.url", stack.registry().url())
        .with("overrides", "clicks,lines")
        .with("overrides.clicks.topics", names.get(1))
        .with("overrides.clicks.value.format", "json")
        .with("overrides.clicks.schema.file", schema.toUri().toString())
        .with("overrides.clicks.format", "parquet")
        .with("overrides.lines.topics", names.get(2))
        .with("overrides.lines.value.format", "string")
        .with("split.bytes", "3m")
        .with("read.stall.timeout", "30s")
        // One file after the other, so that a kill finds some moved and others not.
        .with("commit.threads", "1");
  }

  Map<String, Encoding> encodings() {
    Map<String, Encoding> encodings = new TreeMap<>();
    topics.forEach(topic -> encodings.put(topic.name(), topic.encoding()));
    return encodings;
  }
}
