package io.sluice.testbed.compat;

import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.Traffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends orders to one topic, and knows which one stands where. */
final class TrialOrders {
  /** Of each of Kafka's codecs in each round. */
  private static final int BATCH = 200;

  private final Traffic traffic;
  private final OrderForm form;
  private final String topic;
  private final int kafkaPartitions;
  private final List<Landed.Row> produced = new ArrayList<>();
  private long next;

  TrialOrders(Traffic traffic, OrderForm form, String topic, int kafkaPartitions) {
    this.traffic = traffic;
    this.form = form;
    this.topic = topic;
    this.kafkaPartitions = kafkaPartitions;
  }

  String topic() {
    return topic;
  }

  int kafkaPartitions() {
    return kafkaPartitions;
  }

  /** Each order that is to land. */
  List<Landed.Row> produced() {
    return produced;
  }

  void sendRound() throws IOException {
    for (Codec codec : Codec.values()) {
      produced.addAll(send(BATCH, codec));
    }
  }

  void send(int orders) throws IOException {
    produced.addAll(send(orders, Codec.NONE));
  }

  /** Orders that nobody expects to land. */
  void sendInVain(int orders) throws IOException {
    send(orders, Codec.NONE);
  }

  private List<Landed.Row> send(int orders, Codec codec) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    long first = next;
    for (; next < first + orders; next++) {
      byte[] value = form.encoded(next, "order " + next);
      records.add(new ProducerRecord<>(topic, (int) (next % kafkaPartitions), null, value));
    }
    List<Landed.Row> sent = new ArrayList<>();
    try (Producer<byte[], byte[]> producer = traffic.producer(codec)) {
      long id = first;
      for (RecordMetadata each : traffic.send(producer, records)) {
        sent.add(new Landed.Row(new RecordPlace(each.partition(), each.offset()), id++));
      }
    }
    return sent;
  }
}
