package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.sluice.testbed.process.Command;
import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a registry that means harm, with a real client: it ends, and says it in clean lines. */
@RealStack
class HostileAnswersIT {
  private static final int EVENTS = 20;
  private static final long LONGEST_PLAN_MILLIS = 30_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private Path landed = Path.of("");

  @BeforeEach
  void makeDirectory() throws IOException {
    landed = Files.createDirectory(directory.resolve("landed"));
  }

  @Test
  void eachHostileAnswerLeavesItsTopicInOneCleanLineAndTheOthersLand(Stack stack)
      throws IOException {
    try (HostileRegistry elsewhere = new HostileRegistry("http://127.0.0.1:1");
        HostileRegistry registry = new HostileRegistry(elsewhere.url())) {
      String config = ingestion(stack, registry, "1s", HostileRegistry.WAYS).file(directory);
      Path report = directory.resolve("report.json");

      Command.Result run =
          Sluice.local(directory).run("run", "--config", config, "--report", report.toString());

      String output = run.output();
      assertEquals(4, run.exitCode(), output);
      assertEquals(EVENTS, LandedContent.of(landed.resolve("hostile-sound")).size(), output);
      for (String way : HostileRegistry.WAYS) {
        assertTrue(output.contains("hostile-" + way), () -> way + " is not in:\n" + output);
      }
      assertClean(output);
      String json = Files.readString(report);
      assertClean(json);
      JsonNode read = new ObjectMapper().readTree(json);
      assertEquals(4, read.get("exitCode").intValue());
      for (JsonNode stage : read.get("stages")) {
        assertTrue(stage.get("millis").longValue() < LONGEST_PLAN_MILLIS, json);
      }
      assertEquals(List.of(), elsewhere.asked);
      assertEquals(List.of(), elsewhere.authorizations);
      assertFalse(registry.authorizations.isEmpty());
    }
  }

  @Test
  void aClientThatWaitsForSuchAnAnswerEndsWithSigterm(Stack stack)
      throws IOException, InterruptedException {
    try (HostileRegistry registry = new HostileRegistry("http://127.0.0.1:1")) {
      String config = ingestion(stack, registry, "10m", List.of("trickle")).file(directory);

      Process client =
          Sluice.local(directory).start(directory.resolve("log"), "run", "--config", config);
      try {
        Readiness.await(
            "see a question to the registry", PATIENCE, List.of(), () -> !registry.asked.isEmpty());
        client.destroy(); // SIGTERM

        assertTrue(client.waitFor(20, TimeUnit.SECONDS), "it does not end");
      } finally {
        client.destroyForcibly();
      }
      assertEquals(143, client.exitValue());
      assertClean(Files.readString(directory.resolve("log")));
    }
  }

  /** A sound topic, and one for each way of answering. */
  private IngestionProperties ingestion(
      Stack stack, HostileRegistry registry, String timeout, List<String> ways) throws IOException {
    KafkaCluster kafka = stack.kafka();
    List<String> hostile = ways.stream().map(way -> "hostile-" + way).toList();
    for (String topic : hostile) {
      filled(kafka, topic);
    }
    filled(kafka, "hostile-sound");
    Path password = Files.writeString(directory.resolve("password"), "sluice:canary");
    return IngestionProperties.of(
            "hostile",
            kafka,
            landed.toUri().toString(),
            "hostile-sound," + String.join(",", hostile))
        .with("schema.registry.url", registry.url())
        .with("schema.registry.timeout", timeout)
        .with("schema.registry.retries", "0")
        .with("schema.registry.basic.auth.user.info", "${file:" + password + "}")
        .with("value.format", "confluent-avro")
        .with("overrides", "sound")
        .with("overrides.sound.topics", "hostile-sound")
        .with("overrides.sound.value.format", "string");
  }

  private static void filled(KafkaCluster kafka, String topic) throws IOException {
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(topic, 1, 3);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(TopicExistsException.class.getName())) {
        return; // the tests share their topics
      }
      throw e;
    }
    new Topic(kafka.traffic(), topic, 1, new Encoding.Text()).send(EVENTS, Codec.NONE);
  }

  /** Lines of ours only, which move no cursor, turn no text and are of a bounded length. */
  private static void assertClean(String text) {
    assertTrue(text.length() < 200_000, () -> text.length() + " characters");
    for (String line : text.split("\n", -1)) {
      assertFalse(line.startsWith("2026-11-28 12:00:00 ERROR"), line);
      assertTrue(
          line.chars()
              .noneMatch(
                  c ->
                      (Character.isISOControl(c) && c != '\t')
                          || Character.getType(c) == Character.FORMAT
                          || c == '\u2028'),
          () ->
              line.chars()
                  .mapToObj(c -> c < ' ' ? "<%x>".formatted(c) : Character.toString(c))
                  .collect(Collectors.joining()));
      assertTrue(line.length() < 10_100, () -> line.length() + " characters in a line");
    }
  }
}
