package io.sluice.mapper.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.options.Problems;
import io.sluice.options.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaOptionsTest {

  private final Problems problems = new Problems();

  private KafkaOptions read(String text) {
    return KafkaOptions.read(Settings.NONE.overlay(text, "test", problems), problems);
  }

  @Test
  void clientsOfAnIngestionShareAnIdAndReadOnlyWhatIsCommitted() {
    KafkaOptions options = read("kafka.bootstrap.servers=b:1\nkafka.consumer.fetch.max.bytes=7");

    assertEquals(
        Map.of(
            "bootstrap.servers", "b:1",
            "fetch.max.bytes", "7",
            "client.id", "sluice-app",
            "enable.auto.commit", "false",
            "auto.offset.reset", "none",
            "isolation.level", "read_committed"),
        options.consumerOf("app"));
    assertEquals(
        Map.of("bootstrap.servers", "b:1", "client.id", "sluice-app"), options.adminOf("app"));
    assertEquals(List.of(), problems.lines());
  }

  @Test
  void whatWouldBreakTheProtocolIsRefusedWithTheKeyThatDoesIt() {
    read("kafka.consumer.auto.offset.reset=latest");

    assertEquals(
        List.of(
            "Cannot go on without kafka.bootstrap.servers: nothing says where Kafka is. Set it, for example kafka.bootstrap.servers=broker1:9092,broker2:9092.",
            "Cannot pass kafka.auto.offset.reset to Kafka's clients: it would break the protocol. A reader never jumps in silence. Set starting.offsets for new topics, on.data.loss for expired offsets."),
        problems.lines());
  }
}
