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
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of changes that Kafka makes to topics during a run: after its plan and before its task has
 * come to them. One task reads them all, topic by topic, and the gate holds it in the first.
 */
@RealStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuringARunIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PREFIX = "during-";
  private static final String GATED = "a-gated";
  private static final int EVENTS = 20;

  private final Map<String, Content> landedByFirst = new TreeMap<>();
  private final Map<String, Content> landedBySecond = new TreeMap<>();
  private String interrupted = "";
  private String first = "";
  private JsonNode second = new ObjectMapper().createObjectNode();

  @BeforeAll
  void runs(Stack stack, @TempDir Path directory) throws Exception {
    KafkaCluster kafka = stack.kafka();
    Gates gates = Gates.in(directory);
    Path landed = Files.createDirectory(directory.resolve("landed"));
    Map<String, Topic> all = new TreeMap<>();
    try (TopicAdmin topics = kafka.topics()) {
      for (String name : List.of(GATED, "expired", "recreated", "sound")) {
        topics.create(PREFIX + name, 1, 3);
        Topic topic = new Topic(kafka.traffic(), PREFIX + name, 1, new Encoding.Text());
        topic.send(EVENTS, Codec.NONE);
        all.put(name, topic);
      }
      String names = PREFIX + String.join("," + PREFIX, all.keySet());
      String config =
          IngestionProperties.of("during", kafka, landed.toUri().toString(), names)
              .with("value.format", "string")
              .with("overrides", "gated")
              .with("overrides.gated.topics", PREFIX + GATED)
              .with("overrides.gated.value.format", Gates.DECODER)
              .with("overrides.gated.schema.file", gates.schemaFile())
              .file(directory);
      Sluice sluice = Sluice.local(directory).with("-libjars", gates.jar());
      gates.close(PREFIX + GATED);
      interrupted = interrupted(sluice, directory.resolve("interrupted.log"), config);
      Path log = directory.resolve("first.log");
      Process client = sluice.start(log, "run", "--config", config);
      awaitJob(log);
      topics.expireBefore(PREFIX + "expired", 0, 7);
      topics.delete(PREFIX + "recreated");
      topics.create(PREFIX + "recreated", 1, 3);
      Objects.requireNonNull(all.get("recreated")).send(EVENTS, Codec.NONE);
      gates.open(PREFIX + GATED);
      assertTrue(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      first = Files.readString(log);
      assertEquals(3, client.exitValue(), first);
      look(landed, all, landedByFirst);

      Path report = directory.resolve("second.json");
      sluice.expect(4, "run", "--config", config, "--report", report.toString());
      second = new ObjectMapper().readTree(report.toFile());
      look(landed, all, landedBySecond);
      sluice.expect(0, "verify", "--config", config);
    }
  }

  /** Ctrl-C while the task waits at the gate; what was said. */
  private static String interrupted(Sluice sluice, Path log, String config) throws Exception {
    Process client = sluice.start(log, "run", "--config", config);
    awaitJob(log);
    Sluice.interrupt(client);
    assertTrue(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return Files.readString(log) + "exit " + client.exitValue();
  }

  private static void awaitJob(Path log) throws IOException {
    Readiness.await(
        "see the job",
        PATIENCE,
        List.of(),
        () -> Files.exists(log) && Files.readString(log).contains("Job submitted: run="));
  }

  @Test
  void aSignalIsAnsweredWithWhatBecomesOfTheRunAndTheNextOneReadsItAgain() {
    assertTrue(
        interrupted.contains(
            "Interrupted: the job ran in this process and ends with it. Nothing of it counts unless it was committed; the next run reads the rest again.\n"),
        interrupted);
    assertTrue(interrupted.endsWith("exit 130"), interrupted);
    assertEquals(EVENTS, landed(landedByFirst, "sound").size(), first);
  }

  @Test
  void whatExpiresEndsItsRangeAndTheNextRunReportsTheLossToTheOffset() {
    assertSays("from offset 0: it has expired, the log begins at 7");
    assertEquals(0, landed(landedByFirst, "expired").size());
    assertEquals(EVENTS - 7, landed(landedBySecond, "expired").size());
    JsonNode loss = second.path("losses").path(0);
    assertEquals("during-expired", loss.path("topic").asText(), second::toString);
    assertEquals(0, loss.path("start").asInt());
    assertEquals(7, loss.path("end").asInt());
  }

  @Test
  void nothingLandsOfATopicThatIsCreatedAgainAndTheNextRunHoldsIt() {
    assertSays("topic during-recreated was deleted");
    assertEquals(0, landed(landedByFirst, "recreated").size());
    assertEquals(0, landed(landedBySecond, "recreated").size());
    JsonNode held = second.path("held").path(0);
    assertEquals("during-recreated", held.path("topic").asText(), second::toString);
    assertEquals("recreated", held.path("cause").asText());
  }

  @Test
  void theOthersLandAsIfNothingWere() {
    assertEquals(EVENTS, landed(landedByFirst, GATED).size(), first);
    assertEquals(EVENTS, landed(landedByFirst, "sound").size(), first);
  }

  private void assertSays(String phrase) {
    assertTrue(first.contains(phrase), () -> "'" + phrase + "' is not in:\n" + first);
  }

  private static Content landed(Map<String, Content> when, String name) {
    return when.getOrDefault(name, new Content());
  }

  private static void look(Path landed, Map<String, Topic> all, Map<String, Content> into)
      throws IOException {
    for (Topic topic : all.values()) {
      String name = topic.name().substring(PREFIX.length());
      into.put(name, LandedContent.of(landed.resolve(topic.name())));
    }
  }
}
