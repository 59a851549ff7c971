package io.sluice.testbed.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Ten topics of plain text that every case has beside its own; each run finds a record in each. */
final class HealthyTopics {
  private static final int COUNT = 10;

  private final KafkaCluster kafka;
  private int sent;

  private HealthyTopics(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  static HealthyTopics create(KafkaCluster kafka) throws IOException {
    try (TopicAdmin topics = kafka.topics()) {
      for (String name : names()) {
        topics.create(name, 1, 1);
      }
    }
    return new HealthyTopics(kafka);
  }

  static List<String> names() {
    return IntStream.range(0, COUNT).mapToObj(number -> CaseConfig.HEALTHY + "-" + number).toList();
  }

  static String list() {
    return names().stream().collect(Collectors.joining(","));
  }

  void sendRound() throws IOException {
    List<ProducerRecord<byte[], byte[]>> round = new ArrayList<>();
    for (String name : names()) {
      round.add(new ProducerRecord<>(name, ("healthy " + sent).getBytes(UTF_8)));
    }
    kafka.traffic().send(round);
    sent++;
  }

  /** Number of records of each topic. */
  int sent() {
    return sent;
  }
}
