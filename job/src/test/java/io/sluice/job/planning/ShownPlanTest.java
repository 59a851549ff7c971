package io.sluice.job.planning;

import static io.sluice.job.planning.PlanningWorld.MEGA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.job.config.TopicOptions.Value;
import io.sluice.job.kafka.TopicRetention;
import io.sluice.job.plan.PlanJson;
import io.sluice.job.plan.PlanText;
import io.sluice.job.plan.TopicSettings;
import io.sluice.job.planning.PlanOutcome.Planned;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the output of the verb {@code plan}. */
class ShownPlanTest {
  private final PlanningWorld world = new PlanningWorld();

  @Test
  void aHotKafkaPartitionAndManyNearEmptyOnes() throws Exception {
    world.kafka.create("events", 40).append("events", 0, 3_000_000, 3_072 * MEGA);
    world.kafka.create("clicks", 3);
    for (int i = 1; i < 40; i++) {
      world.kafka.append("events", i, 10, 10_000);
    }
    world.kafka.append("clicks", 0, 5, 1_000);
    world.kafka.retain("events", TopicRetention.FOREVER).retain("clicks", TopicRetention.FOREVER);

    assertEquals(
        """
        A run of test, on version 0 of its ledger, would read 3,000,395 offsets, about 3.0 GiB, in 6 tasks.
        Lag: 3,000,395 offsets.

          topic   Kafka partitions  read  pieces  tasks    offsets    bytes  by         lag  left
          clicks                 3     1       1      1          5   1000 B  log          5     0
          events                40    40      45      6  3,000,390  3.0 GiB  log  3,000,390     0

          task     bytes  pieces groups  topics
             0   512 MiB      40      2  events
             1   512 MiB       2      2  clicks, events
             2   512 MiB       1      1  events
             3   512 MiB       1      1  events
             4   512 MiB       1      1  events
             5   512 MiB       1      1  events
        """,
        PlanText.of(world.planned()));
  }

  @Test
  void nothingToRead() throws Exception {
    world.kafka.create("orders", 1);

    assertEquals(
        """
        Nothing to read for test, on version 0 of its ledger.
        Lag: 0 offsets.
        """,
        PlanText.of(world.planned()));
  }

  @Test
  void oneTopicWithEachOfItsPieces() throws Exception {
    world.kafka.create("orders", 2).append("orders", 0, 10, 1_000).append("orders", 1, 5, 500);
    world.kafka.create("clicks", 1).append("clicks", 0, 5, 500);
    world.kafka.retain("orders", TopicRetention.FOREVER);

    assertEquals(
        """
        Of topic orders a run would read 15 offsets, about 1.5 KiB (by log), of 2 of 2 Kafka partitions; lag 15, left 0.
          task 0, file group 2: Kafka partition 0, offsets [0, 10)
          task 0, file group 2: Kafka partition 1, offsets [0, 5)
        """,
        PlanText.ofTopic(world.planned(), "orders"));
  }

  @Test
  void whatIsHeldLostLeftOutAndAboutToExpireIsReported() throws Exception {
    world.kafka.create("orders", 3).create("clicks", 1);
    for (int i = 0; i < 3; i++) {
      world.kafka.append("orders", i, 100, 1_000);
    }
    world.kafka.append("clicks", 0, 100, 1_000);
    world.run();
    world.kafka.truncate("orders", 0, 50).append("orders", 1, 100, 1_000);
    world.kafka.expire("orders", 1, 150).takeLeader("orders", 2);
    world.kafka.append("clicks", 0, 100, 1_000);
    world.now = world.now.plus(Duration.ofDays(6));

    String text = PlanText.of(world.planned());

    assertTrue(text.contains("  held: Cannot read orders-0 from offset 100: "), text);
    assertTrue(
        text.contains(
            "  lost: Kafka partition 1 of topic orders, offsets [100, 150), expired before they were read (orders/1/g0/lost-100)"),
        text);
    assertTrue(
        text.contains(
            "  left out: Cannot ask Kafka partition 2 of topic orders for its offsets: it has no leader"),
        text);
    assertTrue(text.contains("  About to expire:"), text);
  }

  @Test
  void theJsonHoldsEverything() throws Exception {
    world.kafka.create("orders", 100);
    for (int i = 0; i < 100; i++) {
      world.kafka.append("orders", i, 10, 1_000);
    }

    String json = json(world.planned());

    assertEquals(100, count(json, "fileGroup"));
    assertEquals(100, count(json, "logEnd"));
    assertEquals(1, count(json, "sizeBy"));
  }

  @Test
  void aTopicsSettingsAreShownWithTheirOrigins() {
    List<Value> values =
        List.of(
            new Value("format", "parquet", "conf/a.properties:3, overrides.big"),
            new Value("split.bytes", "512m", "default"));

    assertEquals(
        """
          format       parquet  conf/a.properties:3, overrides.big
          split.bytes  512m     default
        """,
        TopicSettings.text(values));
  }

  private static String json(Planned planned) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      PlanJson.write(json, planned);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static int count(String json, String field) throws IOException {
    int count = 0;
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals(field)) {
          count++;
        }
      }
    }
    return count;
  }
}
