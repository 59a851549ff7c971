package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.Topics;
import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails for good takes only its own ranges with it, on the local runner. */
@RealStack
class LocalFailuresIT {
  @TempDir Path directory;

  @Test
  void theRestLandsWhereATaskFailsInTheMiddleOfAKafkaPartitionAndAnotherHasNoLeader(Stack stack)
      throws IOException {
    KafkaCluster kafka = stack.kafka();
    Gates gates = Gates.in(directory);
    Topic hot = new Topic(kafka.traffic(), "localfail-hot", 1, new Encoding.Text());
    Topic sound = new Topic(kafka.traffic(), "localfail-sound", 2, new Encoding.Text());
    Topic half = new Topic(kafka.traffic(), "localfail-half", 2, new Encoding.Text());
    try (Topics topics = kafka.topics()) {
      topics.create(hot.name(), 1, 3);
      topics.create(sound.name(), 2, 3);
      topics.createAssigned(half.name(), Map.of(0, List.of(2), 1, List.of(0)), Map.of());
    }
    for (Topic topic : List.of(hot, sound, half)) {
      topic.send(3000, Codec.NONE);
    }
    Path landed = Files.createDirectory(directory.resolve("landed"));
    Ingestion ingestion =
        Ingestion.of(
                "failures",
                kafka,
                landed.toUri().toString(),
                "localfail-hot,localfail-sound,localfail-half")
            .with("value.format", "string")
            .with("split.bytes", "128k")
            .with("overrides", "hot")
            .with("overrides.hot.topics", hot.name())
            .with("overrides.hot.value.format", Gates.DECODER)
            .with("overrides.hot.schema.file", gates.schemaFile());
    String config = ingestion.file(directory);
    Sluice sluice = Sluice.local(directory).with("-libjars", gates.jar());

    gates.breakBetween(hot.name(), 1500, 1600);
    loseLeader(kafka, half.name());
    String first = sluice.expect(3, "run", "--config", config);
    kafka.restart(2);
    gates.mend(hot.name());

    assertTrue(first.contains("topic localfail-half for its offsets: it has no leader"), first);
    assertTrue(first.contains("localfail-hot-0"), first);
    Content beforeTheHole = LandedContent.of(landed.resolve(hot.name()));
    assertTrue(beforeTheHole.size() > 0 && beforeTheHole.size() <= 1500, first);
    assertEqual(sound, landed);
    assertEquals(1500, LandedContent.of(landed.resolve(half.name())).size(), first);

    sluice.expect(0, "run", "--config", config);

    for (Topic topic : List.of(hot, sound, half)) {
      assertEqual(topic, landed);
    }
    sluice.expect(0, "verify", "--config", config);
  }

  private static void loseLeader(KafkaCluster kafka, String topic) throws IOException {
    kafka.kill(2);
    try (Topics topics = kafka.topics()) {
      Readiness.await(
          "lose the leader of " + topic,
          Duration.ofSeconds(30),
          List.of(),
          () -> topics.leader(topic, 0).isEmpty());
    }
  }

  private static void assertEqual(Topic topic, Path landed) throws IOException {
    Comparison comparison =
        Comparison.of(
            topic.name(), topic.inKafka(), LandedContent.of(landed.resolve(topic.name())));
    assertTrue(comparison.equal(), comparison::toString);
  }
}
