package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.content.TestEvent;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;

/** A topic that a test fills, and reads again by a plain consumer. */
final class Topic {
  private static final Instant FIRST = Instant.parse("2026-03-01T21:10:00Z");

  /** Seven records a minute and Kafka partition: 2,000 records lie in five hours of two days. */
  private static final Duration STEP = Duration.ofSeconds(9);

  private final Traffic traffic;
  private final String name;
  private final int kafkaPartitions;
  private final Encoding encoding;
  private long sent;

  Topic(Traffic traffic, String name, int kafkaPartitions, Encoding encoding) {
    this.traffic = traffic;
    this.name = name;
    this.kafkaPartitions = kafkaPartitions;
    this.encoding = encoding;
  }

  String name() {
    return name;
  }

  /** Events through all codecs, the Kafka partitions by turns, with keys and headers. */
  void send(int events) throws IOException {
    int codecs = Codec.values().length;
    for (Codec codec : Codec.values()) {
      try (Producer<byte[], byte[]> producer = traffic.producer(codec)) {
        traffic.send(producer, records(events / codecs));
      }
    }
  }

  /** Events through one producer, to every Kafka partition alike. */
  void send(int events, Codec codec) throws IOException {
    try (Producer<byte[], byte[]> producer = traffic.producer(codec)) {
      traffic.send(producer, records(events));
    }
  }

  /** Transactions, committed and aborted by turns; the last one is aborted. */
  void sendTransactions(int pairs, int eventsEach) throws IOException {
    try (Producer<byte[], byte[]> producer =
        traffic.transactionalProducer("writer-of-" + name + "-" + sent, Codec.LZ4)) {
      for (int pair = 0; pair < pairs; pair++) {
        producer.beginTransaction();
        traffic.send(producer, records(eventsEach));
        producer.commitTransaction();
        producer.beginTransaction();
        traffic.send(producer, records(eventsEach));
        producer.abortTransaction();
      }
    }
  }

  /** Null values, which land nowhere. */
  void sendTombstones(int count) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++, sent++) {
      records.add(new ProducerRecord<byte[], byte[]>(name, number(), time(), key(), null));
    }
    traffic.send(records);
  }

  /** What a plain consumer sees that skips what was not committed. */
  Content inKafka() throws IOException {
    Content content = new Content();
    for (ConsumerRecord<byte[], byte[]> record :
        traffic.readAll(name, IsolationLevel.READ_COMMITTED)) {
      byte[] value = record.value();
      if (value != null) {
        content.add(
            Row.of(
                record.partition(),
                record.offset(),
                record.timestamp(),
                Row.timePartition(record.timestamp()),
                encoding.columns(value)));
      }
    }
    return content;
  }

  private List<ProducerRecord<byte[], byte[]>> records(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++, sent++) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(name, number(), time(), key(), encoding.encoded(TestEvent.of(sent)));
      record.headers().add("trace", key());
      records.add(record);
    }
    return records;
  }

  private int number() {
    return (int) (sent % kafkaPartitions);
  }

  private long time() {
    return FIRST.plus(STEP.multipliedBy(sent / kafkaPartitions)).toEpochMilli();
  }

  private byte[] key() {
    return ("key-" + sent).getBytes(UTF_8);
  }
}
