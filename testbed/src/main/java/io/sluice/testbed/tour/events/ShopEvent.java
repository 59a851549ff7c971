package io.sluice.testbed.tour.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record on its way into Kafka, which chooses the Kafka partition by the key. */
final class ShopEvent {

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

  private ShopEvent(Kind kind, String key, Instant time, byte @Nullable [] value) {
    this.kind = kind;
    this.key = key;
    this.time = time;
    this.value = value;
  }

  static ShopEvent of(String key, Instant time, byte[] value) {
    return new ShopEvent(Kind.GOOD, key, time, value);
  }

  static ShopEvent broken(String key, Instant time, byte[] value) {
    return new ShopEvent(Kind.BROKEN, key, time, value);
  }

  static ShopEvent tombstone(String key, Instant time) {
    return new ShopEvent(Kind.TOMBSTONE, key, time, null);
  }

  Kind kind() {
    return kind;
  }

  ProducerRecord<byte[], byte[]> to(String topic) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, time.toEpochMilli(), bytes, value);
  }
}
