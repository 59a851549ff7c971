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
import io.sluice.testbed.kafka.Traffic;
import io.sluice.testbed.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of changes that Kafka makes to topics between two runs, a different one for each topic, so
 * that few runs cover them all. The first run lands what is there; then things happen; one run must
 * fail for them, the second one meets them; a person decides; the third lands what is left.
 */
@RealStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BetweenRunsIT {
  private static final String PREFIX = "between-";
  private static final int EVENTS = 20;

  private final Map<String, Topic> all = new TreeMap<>();
  private final Map<String, Content> landedBySecond = new TreeMap<>();
  private final Map<String, Content> landedByThird = new TreeMap<>();
  private Content ofFirstLife = new Content();
  private Content ofRestartedsFirstLife = new Content();
  private Command.Result failing = new Command.Result(-1, "");
  private JsonNode second = new ObjectMapper().createObjectNode();
  private JsonNode third = new ObjectMapper().createObjectNode();
  private String holds = "";
  private String verified = "";

  @BeforeAll
  void runs(Stack stack, @TempDir Path directory) throws IOException {
    KafkaCluster kafka = stack.kafka();
    Path landed = Files.createDirectory(directory.resolve("landed"));
    String config =
        IngestionProperties.of("between", kafka, landed.toUri().toString(), "")
            .without("topics")
            .with("topics.regex", PREFIX + ".*")
            .with("value.format", "string")
            .with("overrides", "waits,restarts,late")
            .with("overrides.waits.topics", PREFIX + "expired-held," + PREFIX + "released")
            .with("overrides.waits.on.data.loss", "hold")
            .with("overrides.restarts.topics", PREFIX + "restarted")
            .with("overrides.restarts.on.topic.recreated", "restart")
            .with("overrides.late.topics.regex", PREFIX + "(grown|born)")
            .with("overrides.late.starting.offsets", "latest")
            .file(directory);
    Sluice sluice = Sluice.local(directory);
    try (TopicAdmin topics = kafka.topics();
        Producer<byte[], byte[]> open = transaction(kafka.traffic(), "open")) {
      for (String name :
          List.of(
              "expired", "expired-held", "recreated", "restarted", "grown", "open", "hanging")) {
        topics.create(PREFIX + name, 1, 3);
        topic(kafka.traffic(), name, 1).send(EVENTS, Codec.NONE);
      }
      topics.create(PREFIX + "appended", 1, 3, Map.of("message.timestamp.type", "LogAppendTime"));
      topic(kafka.traffic(), "appended", 1);
      topics.create(PREFIX + "released", 2, 3);
      topic(kafka.traffic(), "released", 2).send(EVENTS, Codec.NONE);
      topics.create(PREFIX + "idle", 2, 3);
      topic(kafka.traffic(), "idle", 2);
      sluice.expect(0, "run", "--config", config);

      thingsHappen(kafka.traffic(), topics, open);

      failing = sluice.run("run", "--config", config, "--set", "on.data.loss=fail");
      second = report(sluice, 4, config, directory.resolve("second.json"));
      look(landed, landedBySecond);
      holds = sluice.expect(4, "holds", "--config", config);
      open.commitTransaction();
      transaction(kafka.traffic(), "hanging").close();
      topics.delete(PREFIX + "released");
      topics.create(PREFIX + "released", 2, 3);
      topic("released").send(3 * EVENTS, Codec.NONE);
      release(sluice, config, "expired-held/0/data-loss", "skip");
      release(sluice, config, "recreated/recreated", "restart");
      release(sluice, config, "released/0/data-loss", "skip");
      third = report(sluice, 4, config, directory.resolve("third.json"));
      look(landed, landedByThird);
      verified = sluice.expect(0, "verify", "--config", config);
    }
  }

  private void thingsHappen(Traffic traffic, TopicAdmin topics, Producer<byte[], byte[]> open)
      throws IOException {
    for (String name : List.of("expired", "expired-held")) {
      topic(name).send(EVENTS, Codec.NONE);
      topics.expireBefore(PREFIX + name, 0, EVENTS + 7);
    }
    topic("released").send(EVENTS, Codec.NONE);
    topics.expireBefore(PREFIX + "released", 0, EVENTS / 2 + 7);
    ofFirstLife = topic("recreated").inKafka();
    ofRestartedsFirstLife = topic("restarted").inKafka();
    for (String name : List.of("recreated", "restarted")) {
      topics.delete(PREFIX + name);
      topics.create(PREFIX + name, 1, 3);
      topic(name).send(EVENTS + 5, Codec.NONE);
    }
    topics.extend(PREFIX + "grown", 2);
    topic(traffic, "grown", 2).send(EVENTS, Codec.NONE);
    topics.create(PREFIX + "born", 1, 3);
    topic(traffic, "born", 1).send(EVENTS, Codec.NONE);
    topic("appended").send(EVENTS, Codec.NONE);
    topic("open").send(5, Codec.NONE);
    open.beginTransaction();
    traffic.send(open, records("open"));
    topic("open").send(5, Codec.NONE);
    try (Producer<byte[], byte[]> hanging = transaction(traffic, "hanging")) {
      hanging.beginTransaction();
      traffic.send(hanging, records("hanging"));
      // As if its process were gone: nobody commits or aborts.
      hanging.close(Duration.ZERO);
    }
    topic("hanging").send(5, Codec.NONE);
  }

  @AfterAll
  void leaveNoTopics(Stack stack) throws IOException {
    try (TopicAdmin topics = stack.kafka().topics()) {
      for (String name : all.keySet()) {
        topics.delete(PREFIX + name);
      }
    }
  }

  @Test
  void whatExpiredIsReportedToTheOffsetAndTheRestLands() throws IOException {
    JsonNode loss = one(second.path("losses"), "expired");
    assertEquals(EVENTS, loss.path("start").asInt());
    assertEquals(EVENTS + 7, loss.path("end").asInt());
    assertEquals(7, one(second.path("topics"), "expired").at("/gaps/lost").asInt());
    assertEquals(2 * EVENTS - 7, bySecond("expired").size());
    assertEquals(
        0,
        bySecond("expired")
            .where(row -> row.offset() >= EVENTS && row.offset() < EVENTS + 7)
            .size());
  }

  @Test
  void whatExpiredIsHeldUntilAPersonSkipsIt() {
    JsonNode held = one(second.path("held"), "expired-held");
    assertEquals("data-loss", held.path("cause").asText());
    assertTrue(held.path("message").asText().contains("7 offsets of"), held::toString);
    assertTrue(holds.contains(PREFIX + "expired-held/0/data-loss"), holds);
    assertEquals(EVENTS, bySecond("expired-held").size());
    assertEquals(2 * EVENTS - 7, byThird("expired-held").size());
  }

  @Test
  void whatExpiredFailsTheRunThatIsConfiguredToFail() {
    assertEquals(1, failing.exitCode(), failing.output());
    assertTrue(
        failing
            .output()
            .contains("7 offsets of " + PREFIX + "expired-0, from 20 to 27, expired before"),
        failing.output());
  }

  @Test
  void aTopicCreatedAgainIsHeldUntilAPersonBeginsItAnew() throws IOException {
    assertEquals("recreated", one(second.path("held"), "recreated").path("cause").asText());
    assertSame(List.of(ofFirstLife), bySecond("recreated"));
    assertSame(List.of(ofFirstLife, topic("recreated").inKafka()), byThird("recreated"));
  }

  @Test
  void aTopicCreatedAgainAfterItWasHeldIsReadWholeOnceThatHoldIsReleased() throws IOException {
    assertEquals("data-loss", one(second.path("held"), "released").path("cause").asText());
    assertSame(List.of(bySecond("released"), topic("released").inKafka()), byThird("released"));
  }

  @Test
  void aTopicCreatedAgainBeginsAnewWhereThatIsConfigured() throws IOException {
    assertSame(List.of(ofRestartedsFirstLife, topic("restarted").inKafka()), bySecond("restarted"));
  }

  @Test
  void aKafkaPartitionThatAppearsIsReadFromItsBeginningThoughItsTopicBeganAtTheEnd()
      throws IOException {
    Content landed = bySecond("grown");
    assertEquals(EVENTS / 2, landed.where(row -> row.kafkaPartition() == 1).size());
    assertSame(
        List.of(
            topic("grown").inKafka().where(row -> row.kafkaPartition() == 1 || row.offset() >= 20)),
        landed);
  }

  @Test
  void aTopicThatAppearsIsReadFromItsBeginningThoughNewOnesBeginAtTheEnd() throws IOException {
    assertSame(List.of(topic("born").inKafka()), bySecond("born"));
  }

  @Test
  void anOpenTransactionIsReadOnceItIsDecidedAndCountsAsLag() throws IOException {
    assertEquals(EVENTS + 5, bySecond("open").size());
    // Ten of the transaction, five behind it; of the hanging one likewise.
    int undecided = 2 * (10 + 5);
    int held = (EVENTS - 7) + (EVENTS + 5) + (EVENTS / 2 - 7); // expired-held, recreated, released
    assertEquals(undecided + held, second.path("lag").asInt());
    assertEquals(EVENTS + 5 + 10 + 5, byThird("open").size());
    assertSame(List.of(topic("open").inKafka()), byThird("open"));
    assertEquals(0, third.path("lag").asInt());
  }

  @Test
  void aTransactionWhoseProducerIsGoneHoldsBackWhatIsBehindItUntilItIsAborted() throws IOException {
    List<String> remarks = new ArrayList<>();
    second.path("remarks").forEach(each -> remarks.add(each.asText()));
    // Its records are of long ago by their own timestamps.
    assertTrue(
        remarks.stream()
            .anyMatch(
                each ->
                    each.startsWith("Cannot read between-hanging-0 behind offset 20 yet: a")
                        && each.contains("producer id ")),
        remarks::toString);
    assertEquals(EVENTS, bySecond("hanging").size());
    assertEquals(EVENTS + 5, byThird("hanging").size());
    assertSame(List.of(topic("hanging").inKafka()), byThird("hanging"));
  }

  @Test
  void aRecordStampedByTheBrokerLandsUnderThatTime() throws IOException {
    assertSame(List.of(topic("appended").inKafka()), bySecond("appended"));
  }

  @Test
  void idleKafkaPartitionsKeepNothingWaiting() {
    assertEquals(0, byThird("idle").size());
    assertEquals(0, second.path("left").size(), second::toString);
  }

  @Test
  void allThatIsCoveredIsLandedOrANamedGap() {
    assertTrue(verified.startsWith("Sound"), verified);
  }

  private Topic topic(Traffic traffic, String name, int kafkaPartitions) {
    Topic topic = new Topic(traffic, PREFIX + name, kafkaPartitions, new Encoding.Text());
    all.put(name, topic);
    return topic;
  }

  private Topic topic(String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private Content bySecond(String name) {
    return landedBySecond.getOrDefault(name, new Content());
  }

  private Content byThird(String name) {
    return landedByThird.getOrDefault(name, new Content());
  }

  private static JsonNode report(Sluice sluice, int exitCode, String config, Path report)
      throws IOException {
    sluice.expect(exitCode, "run", "--config", config, "--report", report.toString());
    return new ObjectMapper().readTree(report.toFile());
  }

  private void look(Path landed, Map<String, Content> into) throws IOException {
    for (String name : all.keySet()) {
      into.put(name, LandedContent.of(landed.resolve(PREFIX + name)));
    }
  }

  private static void release(Sluice sluice, String config, String id, String how)
      throws IOException {
    sluice.expect(
        0,
        "holds",
        "--config",
        config,
        "--release",
        PREFIX + id,
        "--as",
        how,
        "--reason",
        "seen to",
        "--execute");
  }

  /** What a report's list says about a topic; it must say it once. */
  private static JsonNode one(JsonNode list, String name) {
    List<JsonNode> found = new ArrayList<>();
    list.forEach(
        each -> {
          if (each.path("topic").asText().equals(PREFIX + name)) {
            found.add(each);
          }
        });
    assertEquals(1, found.size(), list::toString);
    return found.get(0);
  }

  private static void assertSame(List<Content> lives, Content landed) {
    Content expected = new Content();
    lives.forEach(life -> life.counts().forEach((row, count) -> expected.add(row)));
    Comparison comparison = Comparison.of("between", expected, landed);
    assertTrue(comparison.equal(), comparison::toString);
  }

  private static Producer<byte[], byte[]> transaction(Traffic traffic, String id) {
    return traffic.transactionalProducer(PREFIX + id, Codec.NONE);
  }

  /** Ten records. */
  private static List<ProducerRecord<byte[], byte[]>> records(String name) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      records.add(
          new ProducerRecord<>(PREFIX + name, 0, 1_772_366_400_000L, new byte[0], new byte[] {65}));
    }
    return records;
  }
}
