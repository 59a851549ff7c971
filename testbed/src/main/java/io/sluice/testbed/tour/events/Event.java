package io.sluice.testbed.tour.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record on its way into Kafka, which chooses the Kafka partition by the key. */
final class Event {

  /** Content of a record's value. */
  enum Kind {
    GOOD,
    BROKEN,
    TOMBSTONE
  }

  private final Kind kind;
  private final String key;
  private final Instant time;
  private final byte @Nullable [] value;

  private Event(Kind kind, String key, Instant time, byte @Nullable [] value) {
    this.kind = kind;
    this.key = key;
    this.time = time;
    this.value = value;
  }

  static Event of(String key, Instant time, byte[] value) {
    return new Event(Kind.GOOD, key, time, value);
  }

  static Event broken(String key, Instant time, byte[] value) {
    return new Event(Kind.BROKEN, key, time, value);
  }

  static Event tombstone(String key, Instant time) {
    return new Event(Kind.TOMBSTONE, key, time, null);
  }

  Kind kind() {
    return kind;
  }

  ProducerRecord<byte[], byte[]> to(String topic) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, time.toEpochMilli(), bytes, value);
  }
}
