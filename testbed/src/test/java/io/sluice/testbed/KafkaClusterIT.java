package io.sluice.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Readiness;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Has a cluster of its own, since it kills brokers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaClusterIT {
  private KafkaCluster kafka;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    kafka = KafkaCluster.start(KafkaSettings.brokers(3), StackHome.find(), directory);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void aRecordOfEachCodecIsReadBack() throws IOException {
    try (TopicAdmin topics = kafka.topics()) {
      topics.create("codecs", 1, 3);
    }
    for (Codec codec : Codec.values()) {
      try (Producer<byte[], byte[]> producer = kafka.traffic().plainProducer(codec)) {
        kafka.traffic().send(producer, List.of(record("codecs", codec.name())));
      }
    }

    List<String> values = values("codecs", IsolationLevel.READ_UNCOMMITTED);

    assertEquals(List.of("NONE", "GZIP", "SNAPPY", "LZ4", "ZSTD"), values);
  }

  @Test
  void anAbortedTransactionIsNotSeenByAReaderOfCommitted() throws IOException {
    try (TopicAdmin topics = kafka.topics()) {
      topics.create("transactions", 1, 3);
    }
    try (Producer<byte[], byte[]> producer =
        kafka.traffic().transactionalProducer("writer", Codec.NONE)) {
      producer.beginTransaction();
      kafka.traffic().send(producer, List.of(record("transactions", "aborted")));
      producer.abortTransaction();
      producer.beginTransaction();
      kafka.traffic().send(producer, List.of(record("transactions", "committed")));
      producer.commitTransaction();
    }

    assertEquals(List.of("committed"), values("transactions", IsolationLevel.READ_COMMITTED));
    assertEquals(
        List.of("aborted", "committed"), values("transactions", IsolationLevel.READ_UNCOMMITTED));
  }

  @Test
  void aKilledBrokerIsReplacedByAnotherLeaderAndComesBack() throws IOException {
    try (TopicAdmin topics = kafka.topics()) {
      topics.createAssigned(
          "killed", Map.of(0, List.of(2, 1, 0)), Map.of("min.insync.replicas", "1"));
      kafka.traffic().send(List.of(record("killed", "before")));
      assertEquals(2, topics.leader("killed", 0).orElseThrow());

      kafka.kill(2);
      Readiness.await(
          "see another leader",
          Duration.ofSeconds(30),
          List.of(),
          () -> topics.leader("killed", 0).filter(leader -> leader != 2).isPresent());

      assertNotEquals(2, topics.leader("killed", 0).orElseThrow());
      kafka.traffic().send(List.of(record("killed", "after")));
      kafka.restart(2);
      assertEquals(List.of("before", "after"), values("killed", IsolationLevel.READ_UNCOMMITTED));
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
    return new ProducerRecord<>(topic, value.getBytes(UTF_8));
  }

  private List<String> values(String topic, IsolationLevel isolation) throws IOException {
    List<String> values = new ArrayList<>();
    kafka
        .traffic()
        .readAll(topic, isolation)
        .forEach(record -> values.add(new String(record.value(), UTF_8)));
    return values;
  }
}
