package io.sluice.mapper.kafka;

import static io.sluice.mapper.kafka.RealReading.piece;
import static io.sluice.mapper.kafka.RealReading.readAll;
import static io.sluice.mapper.kafka.RealReading.whole;
import static io.sluice.mapper.kafka.RealReading.work;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.kafka.RealReading.Seen;
import io.sluice.records.TopicStart;
import io.sluice.records.api.TimestampType;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Readiness;
import io.sluice.testbed.process.StackHome;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.LeaderEpoch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One broker of its own, whose cleaner is in a hurry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RangeReaderIT {
  private KafkaCluster kafka;
  private TopicAdmin topics;
  private Admin admin;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    kafka =
        KafkaCluster.start(
            KafkaSettings.brokers(1)
                .with("log.cleaner.backoff.ms", "200")
                .with("log.initial.task.delay.ms", "500"),
            StackHome.find(),
            directory);
    topics = kafka.topics();
    admin = topics.admin();
  }

  @AfterAll
  void stop() {
    topics.close();
    kafka.close();
  }

  @Test
  void transactionsAreReadToTheirLastMarker() throws IOException {
    topics.create("transactions", 1, 1);
    try (Producer<byte[], byte[]> producer =
        kafka.traffic().transactionalProducer("tx", Codec.NONE)) {
      producer.beginTransaction();
      kafka.traffic().send(producer, records("transactions", "a", "b"));
      producer.commitTransaction();
      producer.beginTransaction();
      kafka.traffic().send(producer, records("transactions", "gone", "gone", "gone"));
      producer.abortTransaction();
      producer.beginTransaction();
      kafka.traffic().send(producer, records("transactions", "c"));
      producer.commitTransaction();
      producer.beginTransaction();
      kafka.traffic().send(producer, records("transactions", "gone"));
      producer.abortTransaction();
    }

    TopicStart work = whole(admin, "transactions");
    RealReading reading = readAll(kafka.bootstrapServers(), List.of(work));

    assertEquals(List.of("a", "b", "c"), reading.values());
    assertEquals(11, reading.end("transactions", 0).reached());
    assertEquals(
        List.of(Gap.exact(Gap.Kind.ABSENT, 2, 7), Gap.exact(Gap.Kind.ABSENT, 8, 11)),
        reading.end("transactions", 0).absent());
    assertTrue(reading.end("transactions", 0).lastEpoch() >= 0);
  }

  @Test
  void aRangeOfNothingButMarkersAndAbortedRecordsIsWhole() throws IOException {
    topics.create("aborted", 1, 1);
    try (Producer<byte[], byte[]> producer =
        kafka.traffic().transactionalProducer("tx2", Codec.LZ4)) {
      for (int i = 0; i < 20; i++) {
        producer.beginTransaction();
        kafka.traffic().send(producer, records("aborted", "gone"));
        producer.abortTransaction();
      }
    }

    RealReading reading = readAll(kafka.bootstrapServers(), List.of(whole(admin, "aborted")));

    assertEquals(List.of(), reading.values());
    assertEquals(40, reading.end("aborted", 0).reached());
    assertEquals("", reading.failure("aborted", 0));
    assertTrue(reading.end("aborted", 0).firstEpoch() >= 0);
  }

  @Test
  void holesOfCompactionAreCountedAndTombstonesHandedOn() throws IOException {
    topics.create(
        "compacted",
        1,
        1,
        Map.of(
            "cleanup.policy", "compact",
            "segment.ms", "200",
            "min.cleanable.dirty.ratio", "0.001",
            "delete.retention.ms", "600000"));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      records.add(keyed("compacted", "k" + i % 5, "v" + i));
    }
    kafka.traffic().send(records);
    kafka.traffic().send(List.of(new ProducerRecord<>("compacted", "k1".getBytes(UTF_8), null)));
    // The cleaner leaves the last segment alone: newer ones are needed until it is old.
    Readiness.await(
        "see topic compacted cleaned",
        Duration.ofSeconds(60),
        List.of(),
        () -> {
          kafka.traffic().send(List.of(keyed("compacted", "late", "x")));
          RealReading now = readAll(kafka.bootstrapServers(), List.of(whole(admin, "compacted")));
          return !now.end("compacted", 0).absent().isEmpty();
        });

    RealReading reading = readAll(kafka.bootstrapServers(), List.of(whole(admin, "compacted")));

    List<Seen> tombstones = reading.records.stream().filter(each -> !each.hasValue()).toList();
    assertEquals(List.of("k1"), tombstones.stream().map(Seen::key).toList());
    assertTrue(reading.values().contains("v49"));
    assertTrue(
        reading.end("compacted", 0).absent().stream().mapToLong(Gap::count).sum() >= 40,
        reading.end("compacted", 0).toString());
  }

  @Test
  void everyCodecIsReadWithKeysAndHeaders() throws IOException {
    topics.create("codecs", 1, 1);
    List<String> expected = new ArrayList<>();
    for (Codec codec : Codec.values()) {
      try (Producer<byte[], byte[]> producer = kafka.traffic().producer(codec)) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          String value = codec + " " + i + " " + "x".repeat(i);
          expected.add(value);
          records.add(
              new ProducerRecord<>(
                  "codecs",
                  0,
                  1_772_366_400_000L + i,
                  "key".getBytes(UTF_8),
                  value.getBytes(UTF_8),
                  new RecordHeaders().add("h", "1".getBytes(UTF_8)).add("h", null)));
        }
        kafka.traffic().send(producer, records);
      }
    }

    RealReading reading = readAll(kafka.bootstrapServers(), List.of(whole(admin, "codecs")));

    assertEquals(expected, reading.values());
    assertEquals(List.of(), reading.end("codecs", 0).absent());
    Seen second = reading.records.get(1);
    assertEquals("key", second.key());
    assertEquals(List.of("h=1", "h="), second.headers());
    assertEquals(1_772_366_400_001L, second.timestamp());
    assertEquals(TimestampType.CREATE_TIME, second.type());
  }

  @Test
  void logAppendTimeIsTheBrokersTime() throws IOException {
    topics.create("appended", 1, 1, Map.of("message.timestamp.type", "LogAppendTime"));
    long before = System.currentTimeMillis();
    kafka
        .traffic()
        .send(List.of(new ProducerRecord<>("appended", 0, 5L, null, "v".getBytes(UTF_8))));

    RealReading reading = readAll(kafka.bootstrapServers(), List.of(whole(admin, "appended")));

    assertEquals(TimestampType.LOG_APPEND_TIME, reading.records.get(0).type());
    assertTrue(reading.records.get(0).timestamp() >= before);
  }

  @Test
  void aRecordLargerThanAFetchIsRead() throws IOException {
    topics.create("large", 1, 1);
    kafka.traffic().send(records("large", "a", "x".repeat(700_000), "b"));

    RealReading reading =
        readAll(
            kafka.bootstrapServers(),
            "kafka.consumer.max.partition.fetch.bytes=1024\nkafka.consumer.fetch.max.bytes=1024",
            Duration.ofSeconds(60),
            List.of(whole(admin, "large")));

    assertEquals(List.of(1, 700_000, 1), reading.values().stream().map(String::length).toList());
  }

  @Test
  void aCutWithinABatchNeitherLosesNorDoubles() throws IOException {
    topics.create("cut", 1, 1);
    String[] values = IntStream.range(0, 100).mapToObj(String::valueOf).toArray(String[]::new);
    kafka.traffic().send(records("cut", values));
    List<String> all = new ArrayList<>();

    for (int start = 0; start < 100; start += 7) {
      int end = Math.min(100, start + 7);
      RealReading reading =
          readAll(
              kafka.bootstrapServers(),
              List.of(
                  work(admin, "cut", List.of(piece("cut", 0, start, end, LeaderEpoch.UNKNOWN)))));
      assertEquals(end, reading.end("cut", 0).reached());
      all.addAll(reading.values());
    }

    assertEquals(List.of(values), all);
  }

  @Test
  void anExpiredOffsetEndsItsRangeAndTheOthersGoOn() throws IOException {
    topics.create("expired", 2, 1);
    kafka.traffic().send(inKafkaPartition("expired", 0, "a", "b", "c"));
    kafka.traffic().send(inKafkaPartition("expired", 1, "d", "e"));
    topics.expireBefore("expired", 0, 2);

    RealReading reading =
        readAll(
            kafka.bootstrapServers(),
            List.of(
                work(
                    admin,
                    "expired",
                    List.of(piece("expired", 0, 0, 3, 0), piece("expired", 1, 0, 2, 0)))));

    assertEquals("EXPIRED", reading.failure("expired", 0));
    assertEquals(0, reading.end("expired", 0).reached());
    assertEquals(List.of("d", "e"), reading.values());
  }

  @Test
  void anOffsetBeyondTheLogIsReportedAsSuch() throws IOException {
    topics.create("beyond", 1, 1);
    kafka.traffic().send(records("beyond", "a"));

    RealReading reading =
        readAll(
            kafka.bootstrapServers(),
            List.of(work(admin, "beyond", List.of(piece("beyond", 0, 5, 9, LeaderEpoch.UNKNOWN)))));

    assertEquals("BEYOND_END", reading.failure("beyond", 0));
  }

  @Test
  void anIdleKafkaPartitionDoesNotKeepTheOthersWaiting() throws IOException {
    topics.create("idle", 3, 1);
    kafka.traffic().send(inKafkaPartition("idle", 1, "a", "b"));

    RealReading reading = readAll(kafka.bootstrapServers(), List.of(whole(admin, "idle")));

    assertEquals(List.of("a", "b"), reading.values());
    assertEquals(0, reading.end("idle", 0).reached());
    assertEquals("", reading.failure("idle", 2));
  }

  @Test
  void aTopicDeletedAndCreatedAgainIsSpoiled() throws IOException {
    topics.create("recreated", 1, 1);
    kafka.traffic().send(records("recreated", "a", "b", "c"));
    TopicStart work = whole(admin, "recreated");
    try (RealReading reading =
        RealReading.open(kafka.bootstrapServers(), "", Duration.ofSeconds(20), List.of(work))) {
      for (int i = 0; i < 3; i++) {
        reading.step();
      }
      topics.delete("recreated");
      topics.create("recreated", 1, 1);
      kafka.traffic().send(records("recreated", "x", "y", "z"));

      while (reading.step()) {}

      String reason = reading.spoiled("recreated");
      assertTrue(reason.startsWith("topic recreated was deleted"), reason);
    }
  }

  @Test
  void aTopicThatIsGoneBeforeItIsReadIsSpoiled() throws IOException {
    topics.create("gone", 1, 1);
    kafka.traffic().send(records("gone", "a"));
    TopicStart work = whole(admin, "gone");
    topics.delete("gone");

    RealReading reading =
        readAll(kafka.bootstrapServers(), "", Duration.ofSeconds(3), List.of(work));

    assertEquals("UNREACHABLE", reading.failure("gone", 0));
    assertFalse(reading.spoiled("gone").isEmpty());
  }

  @Test
  void aThousandNearEmptyRangesTakeSeconds() throws IOException {
    topics.create("thousand", 1000, 1, Map.of("segment.index.bytes", "1024"));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      records.addAll(inKafkaPartition("thousand", i, "v" + i));
    }
    kafka.traffic().send(records);
    TopicStart work = whole(admin, "thousand");

    Instant before = Instant.now();
    RealReading reading = readAll(kafka.bootstrapServers(), List.of(work));
    Duration took = Duration.between(before, Instant.now());

    assertEquals(1000, reading.records.size());
    assertEquals(1000, reading.ends.size());
    assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "took " + took);
  }

  @Test
  void aHundredNearEmptyTopicsTakeSeconds() throws IOException {
    List<TopicStart> works = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      topics.create("small-" + i, 1, 1);
      kafka.traffic().send(records("small-" + i, "v" + i));
      works.add(whole(admin, "small-" + i));
    }

    Instant before = Instant.now();
    RealReading reading = readAll(kafka.bootstrapServers(), works);
    Duration took = Duration.between(before, Instant.now());

    assertEquals(100, reading.records.size());
    assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "took " + took);
  }

  private static List<ProducerRecord<byte[], byte[]>> records(String topic, String... values) {
    return inKafkaPartition(topic, 0, values);
  }

  private static List<ProducerRecord<byte[], byte[]>> inKafkaPartition(
      String topic, int kafkaPartition, String... values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String value : values) {
      records.add(new ProducerRecord<>(topic, kafkaPartition, null, value.getBytes(UTF_8)));
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> keyed(String topic, String key, String value) {
    return new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }
}
