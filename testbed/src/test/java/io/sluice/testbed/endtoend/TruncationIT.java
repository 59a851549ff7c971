package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An unclean election cuts off records that have landed. The brokers that are killed are up again
 * afterwards; the first, which is the controller, lives.
 */
@RealStack
class TruncationIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEPT = 3;
  private static final int CUT_OFF = 4;
  private static final int ANEW = 6;

  @TempDir Path directory;

  @Test
  void aLogThatWasCutIsHeldWhetherItsEndShowsItOrOnlyItsEpoch(Stack stack) throws IOException {
    KafkaCluster kafka = stack.kafka();
    Path landed = Files.createDirectory(directory.resolve("landed"));
    Topic topic = new Topic(kafka.traffic(), "truncation", 1, new Encoding.Text());
    Topic sound = new Topic(kafka.traffic(), "truncation-sound", 1, new Encoding.Text());
    String config =
        IngestionProperties.of(
                "truncation", kafka, landed.toUri().toString(), topic.name() + "," + sound.name())
            .with("value.format", "string")
            .file(directory);
    // Does not run again before the log has grown beyond the cut: only its epoch shows it.
    Path landedLate = Files.createDirectory(directory.resolve("landed-late"));
    String late =
        IngestionProperties.of(
                "truncation-late", kafka, landedLate.toUri().toString(), topic.name())
            .with("value.format", "string")
            .file(directory);
    Sluice sluice = Sluice.local(directory);
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(sound.name(), 1, 3);
      topics.createAssigned(
          topic.name(),
          Map.of(0, List.of(1, 2)),
          Map.of("min.insync.replicas", "1", "unclean.leader.election.enable", "true"));
      topic.send(KEPT, Codec.NONE);
      awaitInSync(topics, topic, 2);
      kafka.kill(2);
      awaitInSync(topics, topic, 1);
      topic.send(CUT_OFF, Codec.NONE);
      sluice.expect(0, "run", "--config", config);
      sluice.expect(0, "run", "--config", late);
      Content before = LandedContent.of(landed.resolve(topic.name()));
      assertEquals(KEPT + CUT_OFF, before.size());
      kafka.kill(1);
      awaitLeader(topics, topic, "none");
      kafka.restart(2);
      awaitLeader(topics, topic, "2");

      sound.send(KEPT, Codec.NONE);
      JsonNode shorter = run(sluice, 4, config, "shorter");
      topic.send(ANEW, Codec.NONE);
      sound.send(KEPT, Codec.NONE);
      JsonNode longer = run(sluice, 4, config, "longer");
      JsonNode onlyEpoch = run(sluice, 4, late, "only-epoch");
      kafka.restart(1);

      assertHeld("beyond-end", "from offset 7: its log ends at 3", shorter);
      assertHeld("beyond-end", "from offset 7: its log ends at 3", longer);
      assertHeld("truncated", "only up to offset 3", onlyEpoch);
      assertEquals(0, difference(before, LandedContent.of(landed.resolve(topic.name()))));
      assertEquals(0, difference(before, LandedContent.of(landedLate.resolve(topic.name()))));
      assertEquals(2 * KEPT, LandedContent.of(landed.resolve(sound.name())).size());
      sluice.expect(0, "verify", "--config", config);
    }
  }

  private JsonNode run(Sluice sluice, int exitCode, String config, String name) throws IOException {
    Path report = directory.resolve(name + ".json");
    sluice.expect(exitCode, "run", "--config", config, "--report", report.toString());
    return new ObjectMapper().readTree(report.toFile());
  }

  private static void assertHeld(String cause, String phrase, JsonNode report) {
    JsonNode held = report.path("held").path(0);
    assertEquals(1, report.path("held").size(), report::toString);
    assertEquals(cause, held.path("cause").asText(), report::toString);
    assertEquals("truncation", held.path("topic").asText());
    assertTrue(held.path("message").asText().contains(phrase), held::toString);
  }

  private static int difference(Content one, Content other) {
    Comparison comparison = Comparison.of("truncation", one, other);
    return comparison.equal() ? 0 : Math.max(1, Math.abs(one.size() - other.size()));
  }

  private static void awaitLeader(TopicAdmin topics, Topic topic, String leader)
      throws IOException {
    Readiness.await(
        "see leader " + leader + " of " + topic.name(),
        PATIENCE,
        List.of(),
        () -> topics.leader(topic.name(), 0).map(String::valueOf).orElse("none").equals(leader));
  }

  private static void awaitInSync(TopicAdmin topics, Topic topic, int replicas) throws IOException {
    Readiness.await(
        "see " + replicas + " replicas of " + topic.name() + " in sync",
        PATIENCE,
        List.of(),
        () ->
            topics
                    .admin()
                    .describeTopics(List.of(topic.name()))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .get(0)
                    .isr()
                    .size()
                == replicas);
  }
}
