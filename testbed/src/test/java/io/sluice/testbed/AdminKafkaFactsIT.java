package io.sluice.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.kafka.AdminKafkaFacts;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaFactsContract;
import io.sluice.job.kafka.KafkaRelease;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.FreePorts;
import io.sluice.testbed.process.StackHome;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Real brokers keep the contract that the planner's fake keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminKafkaFactsIT extends KafkaFactsContract {
  private final List<Producer<byte[], byte[]>> undecided = new ArrayList<>();
  private final List<String> created = new ArrayList<>();
  private KafkaCluster kafka;
  private TopicAdmin topics;
  private KafkaFacts facts;
  private int elsewhere;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    elsewhere = FreePorts.find(1).get(0);
    kafka =
        KafkaCluster.start(
            KafkaSettings.brokers(1)
                .withListenerThatAdvertises("kafka-internal.invalid", elsewhere),
            StackHome.find(),
            directory);
    topics = kafka.topics();
    facts = AdminKafkaFacts.connect(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  @AfterAll
  void stop() {
    facts.close();
    topics.close();
    kafka.close();
  }

  @AfterEach
  void clear() throws IOException {
    for (Producer<byte[], byte[]> each : undecided) {
      each.abortTransaction();
      each.close();
    }
    undecided.clear();
    for (String each : created) {
      topics.delete(each);
    }
    created.clear();
  }

  @Override
  protected KafkaFacts facts() {
    return facts;
  }

  @Override
  protected void createTopic(String topic, int kafkaPartitions, Map<String, String> settings)
      throws IOException {
    // The contract's records are of 1970.
    Map<String, String> all = new TreeMap<>(Map.of("retention.ms", "-1"));
    all.putAll(settings);
    topics.create(topic, kafkaPartitions, 1, all);
    created.add(topic);
  }

  @Override
  protected void deleteTopic(String topic) throws IOException {
    topics.delete(topic);
    created.remove(topic);
  }

  @Override
  protected void append(KafkaPartition to, int records, long timestamp) throws IOException {
    kafka.traffic().send(records(to, records, timestamp));
  }

  @Override
  protected void appendUndecided(KafkaPartition to, int records) throws IOException {
    Producer<byte[], byte[]> producer =
        kafka.traffic().transactionalProducer("contract", Codec.NONE);
    producer.beginTransaction();
    kafka.traffic().send(producer, records(to, records, 1_000));
    undecided.add(producer);
  }

  private static List<ProducerRecord<byte[], byte[]>> records(
      KafkaPartition to, int count, long timestamp) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(
          new ProducerRecord<>(to.topic(), to.number(), timestamp, new byte[0], new byte[] {1}));
    }
    return records;
  }

  @Override
  protected void expire(KafkaPartition of, long before) throws IOException {
    topics.expireBefore(of.topic(), of.number(), before);
  }

  @Test
  void aClusterThatDoesNotAnswerIsReportedWithItsAddress() throws Exception {
    try (KafkaFacts nobody =
        AdminKafkaFacts.connect(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "default.api.timeout.ms", "2000",
                "request.timeout.ms", "1000"))) {
      KafkaUnavailableException thrown =
          assertThrows(KafkaUnavailableException.class, nobody::clusterId);

      String message = String.valueOf(thrown.getMessage());
      assertTrue(
          message.startsWith(
              "Cannot ask Kafka at 127.0.0.1:1 for its cluster id: 127.0.0.1:1 takes no connection ("),
          message);
    }
  }

  @Test
  void anAdvertisedHostThatCannotBeResolvedIsNamed() throws Exception {
    try (KafkaFacts sentAway =
        AdminKafkaFacts.connect(
            Map.of(
                "bootstrap.servers", "127.0.0.1:" + elsewhere,
                "default.api.timeout.ms", "6000",
                "request.timeout.ms", "3000"))) {
      KafkaUnavailableException thrown =
          assertThrows(KafkaUnavailableException.class, sentAway::clusterId);

      assertEquals(
          "Cannot ask Kafka at 127.0.0.1:%1$d for its cluster id: 127.0.0.1:%1$d answers and sends clients on to kafka-internal.invalid:%1$d, but the host name kafka-internal.invalid cannot be resolved. Correct advertised.listeners of that broker, or make the name known here. Check kafka.bootstrap.servers, the network and the kafka.* security keys."
              .formatted(elsewhere),
          thrown.getMessage());
    }
  }

  @Test
  void eachBrokerIsOfARelease() throws Exception {
    assertEquals(Map.of(kafka.bootstrapServers(), KafkaRelease.SINCE_3_1), facts.releases());
  }

  @Test
  void settingsThatLeadNowhereAreReportedWithTheirKey() {
    KafkaUnavailableException thrown =
        assertThrows(
            KafkaUnavailableException.class,
            () -> AdminKafkaFacts.connect(Map.of("bootstrap.servers", "no-such-host.invalid:1")));

    assertEquals(
        "Cannot make a Kafka client for no-such-host.invalid:1: the host name no-such-host.invalid cannot be resolved. Check kafka.bootstrap.servers and the other kafka.* keys.",
        thrown.getMessage());
  }
}
