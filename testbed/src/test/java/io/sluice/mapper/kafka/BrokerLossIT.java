package io.sluice.mapper.kafka;

import static io.sluice.mapper.kafka.RealReading.described;
import static io.sluice.mapper.kafka.RealReading.piece;
import static io.sluice.mapper.kafka.RealReading.readAll;
import static io.sluice.mapper.kafka.RealReading.whole;
import static io.sluice.mapper.kafka.RealReading.work;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.PieceEnd;
import io.sluice.records.TopicStart;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Readiness;
import io.sluice.testbed.process.StackHome;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.RangeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers of its own, since it kills them. Broker 0 is the controller and lives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerLossIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private KafkaCluster kafka;
  private TopicAdmin topics;
  private Admin admin;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    kafka = KafkaCluster.start(KafkaSettings.brokers(3), StackHome.find(), directory);
    topics = kafka.topics();
    admin = topics.admin();
  }

  @AfterAll
  void stop() {
    topics.close();
    kafka.close();
  }

  @Test
  void aKafkaPartitionWithoutLeaderEndsEarlyAndTheOthersAreWhole() throws IOException {
    topics.createAssigned("leaderless", Map.of(0, List.of(1), 1, List.of(2)), Map.of());
    send("leaderless", 0, "a", "b");
    send("leaderless", 1, "c", "d");
    TopicStart work = whole(admin, "leaderless");
    kafka.kill(1);
    awaitLeader("leaderless", 0, "none");

    RealReading reading =
        readAll(kafka.bootstrapServers(), "", Duration.ofSeconds(4), List.of(work));

    assertEquals(List.of("c", "d"), reading.values());
    assertEquals("UNREACHABLE", reading.failure("leaderless", 0));
    assertEquals("", reading.failure("leaderless", 1));
    assertEquals("", reading.spoiled("leaderless"));
    kafka.restart(1);
    RealReading next = readAll(kafka.bootstrapServers(), List.of(work));
    assertEquals(List.of("a", "b", "c", "d"), next.values());
  }

  @Test
  void aLeaderThatDiesWhileItIsReadIsReplaced() throws IOException {
    topics.createAssigned("moving", Map.of(0, List.of(1, 2)), Map.of("min.insync.replicas", "1"));
    String[] values = new String[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + "x".repeat(500);
    }
    send("moving", 0, values);
    TopicStart work = whole(admin, "moving");
    try (RealReading reading =
        RealReading.open(
            kafka.bootstrapServers(),
            "kafka.consumer.max.poll.records=50\nkafka.consumer.max.partition.fetch.bytes=20000",
            PATIENCE,
            List.of(work))) {
      while (reading.records.size() < 100) {
        reading.step();
      }
      kafka.kill(1);

      while (reading.step()) {}

      assertEquals(List.of(values), reading.values());
      assertEquals("", reading.failure("moving", 0));
    } finally {
      kafka.restart(1);
    }
  }

  @Test
  void aLogCutByAnUncleanElectionIsReportedWithoutARecordFromBehindTheCut() throws IOException {
    topics.createAssigned(
        "unclean",
        Map.of(0, List.of(1, 2)),
        Map.of("min.insync.replicas", "1", "unclean.leader.election.enable", "true"));
    send("unclean", 0, "a", "b", "c");
    awaitInSync("unclean", 2);
    kafka.kill(2);
    awaitInSync("unclean", 1);
    send("unclean", 0, "lost", "lost", "lost", "lost");
    PieceEnd landed =
        readAll(kafka.bootstrapServers(), List.of(whole(admin, "unclean"))).end("unclean", 0);
    assertEquals(7, landed.reached());
    kafka.kill(1);
    awaitLeader("unclean", 0, "none");
    kafka.restart(2);
    awaitLeader("unclean", 0, "2");
    send("unclean", 0, "n", "n", "n", "n", "n", "n");
    kafka.restart(1);

    RealReading reading =
        readAll(
            kafka.bootstrapServers(),
            List.of(
                work(admin, "unclean", List.of(piece("unclean", 0, 7, 9, landed.lastEpoch())))));
    RealReading unaware =
        readAll(
            kafka.bootstrapServers(),
            List.of(
                work(admin, "unclean", List.of(piece("unclean", 0, 7, 9, LeaderEpoch.UNKNOWN)))));

    assertEquals("TRUNCATED", reading.failure("unclean", 0));
    assertEquals(List.of(), reading.records);
    String message = reading.end("unclean", 0).failure().map(RangeFailure::message).orElse("");
    assertTrue(message.contains("only up to offset 3"), message);
    // A later piece of a cut Kafka partition: its first epoch gives it away to the commit.
    assertEquals(List.of("n", "n"), unaware.values());
    assertTrue(unaware.end("unclean", 0).firstEpoch() > landed.lastEpoch());
  }

  private void awaitLeader(String topic, int kafkaPartition, String leader) throws IOException {
    Readiness.await(
        "see leader " + leader + " of " + topic,
        PATIENCE,
        List.of(),
        () ->
            topics
                .leader(topic, kafkaPartition)
                .map(String::valueOf)
                .orElse("none")
                .equals(leader));
  }

  private void awaitInSync(String topic, int replicas) throws IOException {
    Readiness.await(
        "see " + replicas + " replicas of " + topic + " in sync",
        PATIENCE,
        List.of(),
        () -> described(admin, topic).partitions().get(0).isr().size() == replicas);
  }

  private void send(String topic, int kafkaPartition, String... values) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String value : values) {
      records.add(new ProducerRecord<>(topic, kafkaPartition, null, value.getBytes(UTF_8)));
    }
    kafka.traffic().send(records);
  }
}
