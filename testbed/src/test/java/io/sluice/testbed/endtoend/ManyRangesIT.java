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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many Kafka partitions with next to nothing in them share a task, its consumer and its files. */
@RealStack
class ManyRangesIT {
  private static final int RANGES = 1000;
  private static final long LIMIT_MILLIS = 10_000;

  @TempDir Path directory;

  @Test
  void aThousandNearEmptyRangesAreOneTaskWithOneConsumerAndTakeUnderTenSeconds(Stack stack)
      throws IOException {
    KafkaCluster kafka = stack.kafka();
    Topic topic = new Topic(kafka.traffic(), "manyranges", RANGES, new Encoding.Text());
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(topic.name(), RANGES, 1);
    }
    for (int sent = 0; sent < 2 * RANGES; sent += RANGES / 10) {
      topic.send(RANGES / 10, Codec.NONE);
    }
    Path landed = Files.createDirectory(directory.resolve("landed"));
    Path report = directory.resolve("report.json");
    String config =
        IngestionProperties.of("manyranges", kafka, landed.toUri().toString(), topic.name())
            .with("value.format", "string")
            .file(directory);

    String output =
        Sluice.local(directory)
            .withClientsLogged()
            .expect(0, "run", "--config", config, "--report", report.toString());

    JsonNode json = new ObjectMapper().readTree(report.toFile());
    assertEquals(2 * RANGES, json.path("records").asLong(), output);
    assertEquals(1, LandedContent.visibleFiles(landed).size());
    assertEquals(List.of("sluice-manyranges"), consumers(output), output);
    long millis = millis(json, "map");
    assertTrue(millis < LIMIT_MILLIS, () -> "the job took " + millis + " ms\n" + output);
    try (TopicAdmin topics = kafka.topics()) {
      // A thousand Kafka partitions are a load for the brokers of the tests that follow.
      topics.delete(topic.name());
    }
  }

  private static long millis(JsonNode report, String stage) {
    for (JsonNode each : report.path("stages")) {
      if (each.path("stage").asText().equals(stage)) {
        return each.path("millis").asLong();
      }
    }
    throw new IllegalArgumentException("The report has no stage " + stage);
  }

  /** The client ids of the consumers that were made, as Kafka's client logs their settings. */
  private static List<String> consumers(String output) {
    return Pattern.compile("ConsumerConfig values:.*?client\\.id = (\\S+)", Pattern.DOTALL)
        .matcher(output)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
