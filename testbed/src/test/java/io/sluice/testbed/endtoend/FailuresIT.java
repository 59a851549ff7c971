package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of permanent failures: a failure takes only its own ranges with it, and the next run takes
 * the rest.
 */
@RealStack
class FailuresIT {
  @TempDir Path directory;

  @Test
  void theRestLandsOnTheLocalRunner(Stack stack) throws IOException {
    Path landed = Files.createDirectory(directory.resolve("landed"));

    theRestLands(
        stack.kafka(),
        "failures-local",
        landed.toUri().toString(),
        Sluice.local(directory),
        topic -> LandedContent.of(landed.resolve(topic)));
  }

  @Test
  void theRestLandsOnYarn(Stack stack) throws IOException {
    HadoopCluster hadoop = stack.yarn();
    WebHdfs hdfs = new WebHdfs(hadoop);
    String root = "/e2e/failures";

    theRestLands(
        stack.kafka(),
        "failures-yarn",
        hadoop.uri() + root,
        Sluice.on(hadoop, directory).with("-D", "mapreduce.map.maxattempts=2"),
        topic -> {
          Path copy = Files.createTempDirectory(directory, topic);
          return LandedContent.of(hdfs.copy(root + "/" + topic, copy));
        });
  }

  /** Reads a landed topic. */
  @FunctionalInterface
  private interface Look {
    Content at(String topic) throws IOException;
  }

  /**
   * A task fails in the middle of a cut Kafka partition, and another Kafka partition has no leader.
   */
  private void theRestLands(
      KafkaCluster kafka, String name, String topicsDir, Sluice runner, Look look)
      throws IOException {
    Gates gates = Gates.in(directory);
    Topic hot = new Topic(kafka.traffic(), name + "-hot", 1, new Encoding.Text());
    Topic sound = new Topic(kafka.traffic(), name + "-sound", 2, new Encoding.Text());
    Topic half = new Topic(kafka.traffic(), name + "-half", 2, new Encoding.Text());
    List<Topic> all = List.of(hot, sound, half);
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(hot.name(), 1, 3);
      topics.create(sound.name(), 2, 3);
      topics.createAssigned(half.name(), Map.of(0, List.of(2), 1, List.of(0)), Map.of());
    }
    for (Topic topic : all) {
      topic.send(3000, Codec.NONE);
    }
    String config =
        IngestionProperties.of(
                name,
                kafka,
                topicsDir,
                all.stream().map(Topic::name).collect(Collectors.joining(",")))
            .with("value.format", "string")
            .with("split.bytes", "128k")
            .with("overrides", "hot")
            .with("overrides.hot.topics", hot.name())
            .with("overrides.hot.value.format", Gates.DECODER)
            .with("overrides.hot.schema.file", gates.schemaFile())
            .file(directory);
    Sluice sluice = runner.with("-libjars", gates.jar());

    gates.breakBetween(hot.name(), 1500, 1600);
    loseLeader(kafka, half.name());
    String first = sluice.expect(3, "run", "--config", config);
    kafka.restart(2);
    gates.repair(hot.name());

    assertTrue(
        first.contains("topic " + half.name() + " for its offsets: it has no leader"), first);
    assertTrue(first.contains(hot.name() + "-0"), first);
    int beforeTheHole = look.at(hot.name()).size();
    assertTrue(beforeTheHole > 0 && beforeTheHole <= 1500, first);
    assertEqual(sound, look);
    assertEquals(1500, look.at(half.name()).size(), first);

    sluice.expect(0, "run", "--config", config);

    for (Topic topic : all) {
      assertEqual(topic, look);
    }
    sluice.expect(0, "verify", "--config", config);
  }

  private static void loseLeader(KafkaCluster kafka, String topic) throws IOException {
    kafka.kill(2);
    try (TopicAdmin topics = kafka.topics()) {
      Readiness.await(
          "lose the leader of " + topic,
          Duration.ofSeconds(30),
          List.of(),
          () -> topics.leader(topic, 0).isEmpty());
    }
  }

  private static void assertEqual(Topic topic, Look look) throws IOException {
    Comparison comparison = Comparison.of(topic.name(), topic.inKafka(), look.at(topic.name()));
    assertTrue(comparison.equal(), comparison::toString);
  }
}
