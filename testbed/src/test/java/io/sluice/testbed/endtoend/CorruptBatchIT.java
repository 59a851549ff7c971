package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.endtoend.BrokerLog.Batch;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker's disk gives back other bytes than it was given. */
@RealStack
class CorruptBatchIT {
  private static final int EACH = 40;

  @TempDir Path directory;

  @Test
  void aCorruptBatchIsHeldUntilAPersonGoesOnBehindIt(Stack stack) throws IOException {
    KafkaCluster kafka = stack.kafka();
    Path landed = Files.createDirectory(directory.resolve("landed"));
    Topic topic = new Topic(kafka.traffic(), "corrupt", 3, new Encoding.Text());
    String config =
        IngestionProperties.of("corrupt", kafka, landed.toUri().toString(), topic.name())
            .with("value.format", "string")
            .file(directory);
    Sluice sluice = Sluice.local(directory);
    try (TopicAdmin topics = kafka.topics()) {
      topics.createAssigned(
          topic.name(), Map.of(0, List.of(0), 1, List.of(0), 2, List.of(0)), Map.of());
    }
    for (int batch = 0; batch < 4; batch++) {
      topic.send(3 * EACH, Codec.NONE);
    }
    Content all = topic.inKafka();
    BrokerLog rotten = BrokerLog.of(kafka.data(0), topic.name(), 0);
    Batch batch = rotten.batchOf(EACH + 1);
    rotten.flip(batch.position() + batch.bytes() - 1);
    BrokerLog cured = BrokerLog.of(kafka.data(0), topic.name(), 1);
    Batch passing = cured.batchOf(EACH + 1);
    cured.flip(passing.position() + passing.bytes() - 1);

    JsonNode first = run(sluice, config);
    Content afterFirst = landed(landed, topic);
    JsonNode second = run(sluice, config);
    cured.flip(passing.position() + passing.bytes() - 1);
    String skipped = release(sluice, config, "corrupt/0/corrupt");
    String nothingSkipped = release(sluice, config, "corrupt/1/corrupt");
    sluice.expect(0, "run", "--config", config);

    assertHeld(first, batch.start(), passing.start());
    assertHeld(second, batch.start(), passing.start());
    assertSame(
        all.where(
            row ->
                row.kafkaPartition() == 2
                    || row.offset() < (row.kafkaPartition() == 0 ? batch : passing).start()),
        afterFirst);
    assertTrue(
        skipped.matches("(?s).*corrupt-0 +%d +%d\\s.*".formatted(batch.start(), batch.end())),
        skipped);
    assertTrue(
        nothingSkipped.matches("(?s).*corrupt-1 +%1$d +%1$d\\s.*".formatted(passing.start())),
        nothingSkipped);
    assertSame(
        all.where(
            row ->
                row.kafkaPartition() != 0
                    || row.offset() < batch.start()
                    || row.offset() >= batch.end()),
        landed(landed, topic));
    sluice.expect(0, "verify", "--config", config);
  }

  private static Content landed(Path landed, Topic topic) throws IOException {
    return LandedContent.of(landed.resolve(topic.name()));
  }

  private JsonNode run(Sluice sluice, String config) throws IOException {
    Path report = directory.resolve("report.json");
    sluice.expect(4, "run", "--config", config, "--report", report.toString());
    return new ObjectMapper().readTree(report.toFile());
  }

  private static String release(Sluice sluice, String config, String id) throws IOException {
    return sluice.expect(
        0,
        "holds",
        "--config",
        config,
        "--release",
        id,
        "--as",
        "skip",
        "--reason",
        "seen",
        "--execute");
  }

  private static void assertHeld(JsonNode report, long... offsets) {
    assertEquals(offsets.length, report.path("held").size(), report::toString);
    for (int number = 0; number < offsets.length; number++) {
      JsonNode held = report.path("held").path(number);
      String message = held.path("message").asText();
      assertEquals("corrupt", held.path("cause").asText(), report::toString);
      assertTrue(
          message.startsWith("Cannot read corrupt-" + number + " from offset " + offsets[number]),
          message);
      assertTrue(message.contains("Record is corrupt (stored crc"), message);
    }
  }

  private static void assertSame(Content expected, Content found) {
    Comparison comparison = Comparison.of("corrupt", expected, found);
    assertTrue(comparison.equal(), comparison::toString);
  }
}
