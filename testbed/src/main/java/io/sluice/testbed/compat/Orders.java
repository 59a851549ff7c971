package io.sluice.testbed.compat;

import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.Traffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends orders, and knows which one stands where. */
final class Orders {
  static final int KAFKA_PARTITIONS = 3;

  /** Of each of Kafka's codecs in each round. */
  private static final int BATCH = 200;

  private final Traffic traffic;
  private final Form form;
  private final Map<Place, Long> produced = new TreeMap<>();

  Orders(Traffic traffic, Form form) {
    this.traffic = traffic;
    this.form = form;
  }

  /** The id of each order that was sent, by where it stands. */
  Map<Place, Long> produced() {
    return produced;
  }

  void sendRound() throws IOException {
    for (Codec codec : Codec.values()) {
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      long first = produced.size();
      for (long id = first; id < first + BATCH; id++) {
        byte[] value = form.encoded(id, "order " + id);
        records.add(new ProducerRecord<>(form.topic(), (int) (id % KAFKA_PARTITIONS), null, value));
      }
      try (Producer<byte[], byte[]> producer = traffic.producer(codec)) {
        long id = first;
        for (RecordMetadata sent : traffic.send(producer, records)) {
          produced.put(new Place(sent.partition(), sent.offset()), id++);
        }
      }
    }
  }
}
