package io.sluice.testbed.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records into a cluster and out of it by Kafka's own clients, bytes on both sides. */
public final class Traffic {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String bootstrapServers;

  public Traffic(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** A producer as most programs have it: idempotent, acknowledged by all replicas. */
  public Producer<byte[], byte[]> producer(Codec codec) {
    return producer(codec, Map.of());
  }

  /** A producer without sequence numbers, as clients before Kafka 3 had it. */
  public Producer<byte[], byte[]> plainProducer(Codec codec) {
    return producer(codec, Map.of(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false));
  }

  /** A producer whose transactions are initialised; the caller begins, commits and aborts. */
  public Producer<byte[], byte[]> transactionalProducer(String transactionalId, Codec codec) {
    Producer<byte[], byte[]> producer =
        producer(codec, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId));
    producer.initTransactions();
    return producer;
  }

  /** A producer with settings of the caller's own. */
  public Producer<byte[], byte[]> producer(Codec codec, Map<String, Object> settings) {
    Map<String, Object> all = new TreeMap<>();
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, codec.kafkaName());
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    all.putAll(settings);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends records uncompressed and returns when all are acknowledged, with where each one stands.
   */
  public List<RecordMetadata> send(Collection<ProducerRecord<byte[], byte[]>> records)
      throws IOException {
    try (Producer<byte[], byte[]> producer = producer(Codec.NONE)) {
      return send(producer, records);
    }
  }

  /** Sends records through the caller's producer and returns when all are acknowledged. */
  public List<RecordMetadata> send(
      Producer<byte[], byte[]> producer, Collection<ProducerRecord<byte[], byte[]>> records)
      throws IOException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(producer.send(record));
    }
    producer.flush();
    List<RecordMetadata> acknowledged = new ArrayList<>();
    for (Future<RecordMetadata> future : sent) {
      acknowledged.add(acknowledged(future));
    }
    return acknowledged;
  }

  /**
   * All records of a topic that a consumer of this isolation level sees up to the ends of now,
   * Kafka partition by partition.
   */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic, IsolationLevel isolation)
      throws IOException {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation.toString(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.poll(Duration.ofMillis(500)).forEach(records::add);
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "Cannot read topic %s to its ends %s: not there after %s."
                  .formatted(topic, ends, PATIENCE));
        }
      }
    }
    return records;
  }

  private static RecordMetadata acknowledged(Future<RecordMetadata> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot send to Kafka: interrupted.", e);
    } catch (ExecutionException e) {
      throw new IOException("Cannot send to Kafka: " + e.getCause(), e);
    }
  }
}
