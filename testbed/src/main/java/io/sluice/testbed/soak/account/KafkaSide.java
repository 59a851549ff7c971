package io.sluice.testbed.soak.account;

import io.sluice.testbed.content.Encoding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A plain consumer of committed records, which reads on where it stopped the last time. */
public final class KafkaSide implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Map<String, Encoding> topics;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> all = new ArrayList<>();

  /** Begins at the beginning of all topics, of which each has its values in one encoding. */
  public KafkaSide(String bootstrapServers, Map<String, Encoding> topics) {
    this.topics = Map.copyOf(topics);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                20_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    for (String topic : topics.keySet()) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> all.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Reads up to the ends of now: behind them only open transactions and newer records lie. */
  public void readInto(Account account) throws IOException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        account.inKafka(
            new KafkaPartitionKey(record.topic(), record.partition()),
            record.offset(),
            fingerprint(record));
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("Cannot read to %s: not there after %s.".formatted(ends, PATIENCE));
      }
    }
  }

  private long fingerprint(ConsumerRecord<byte[], byte[]> record) throws IOException {
    Encoding encoding = topics.get(record.topic());
    byte[] value = record.value();
    if (encoding == null || value == null) {
      throw new IOException(
          "Cannot read %s offset %d: nobody has sent such a record."
              .formatted(
                  new KafkaPartitionKey(record.topic(), record.partition()), record.offset()));
    }
    return Fingerprint.of(
        record.timestamp(), Fingerprint.timePartition(record.timestamp()), encoding.columns(value));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
