package io.sluice.testbed.tour.events;

import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.kafka.Traffic;
import io.sluice.testbed.registry.SchemaRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A shop whose events go into Kafka. */
public final class Shop {
  public static final String ORDERS = Orders.TOPIC;
  public static final String PAYMENTS = Payments.TOPIC;
  public static final String PAGE_VIEWS = PageViews.TOPIC;

  private static final Map<String, Integer> KAFKA_PARTITIONS =
      Map.of(ORDERS, 3, PAYMENTS, 2, PAGE_VIEWS, 4);

  private final Traffic traffic;
  private final SchemaRegistry registry;
  private Orders orders;
  private final Payments payments;
  private final PageViews pageViews = new PageViews();

  private Shop(Traffic traffic, SchemaRegistry registry) throws IOException {
    this.traffic = traffic;
    this.registry = registry;
    this.orders = new Orders(registered(ORDERS, ShopSchemas.parsed("order")));
    this.payments = new Payments(registered(PAYMENTS, ShopSchemas.parsed("payment")));
  }

  /** Makes the topics and registers the schemas; nothing has been sent yet. */
  public static Shop open(KafkaCluster kafka, SchemaRegistry registry) throws IOException {
    try (TopicAdmin topics = kafka.topics()) {
      for (String topic : topics()) {
        topics.create(topic, kafkaPartitions(topic), 1);
      }
    }
    return new Shop(kafka.traffic(), registry);
  }

  /** The topics, in the order in which the tour shows them. */
  public static List<String> topics() {
    return List.of(ORDERS, PAYMENTS, PAGE_VIEWS);
  }

  public static int kafkaPartitions(String topic) {
    return KAFKA_PARTITIONS.getOrDefault(topic, 0);
  }

  /** The Avro schema that the JSON of the page views follows. */
  public static String pageViewSchema() throws IOException {
    return ShopSchemas.text("page-view");
  }

  /** From the next round on, orders have one more field; its name is returned. */
  public String evolveOrders() throws IOException {
    orders = new Orders(registered(ORDERS, ShopSchemas.laterOrder()));
    return ShopSchemas.LATER_FIELD;
  }

  /** Sends the events of a round and returns when Kafka has acknowledged all. */
  public List<Sent> send(EventRound round) throws IOException {
    return List.of(
        send(ORDERS, orders.round(round), Codec.ZSTD),
        send(PAYMENTS, payments.round(round), Codec.LZ4),
        send(PAGE_VIEWS, pageViews.round(round), Codec.GZIP));
  }

  private Sent send(String topic, List<ShopEvent> events, Codec codec) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records =
        events.stream().map(event -> event.to(topic)).toList();
    try (Producer<byte[], byte[]> producer = traffic.producer(codec)) {
      traffic.send(producer, records);
    }
    return new Sent(
        topic,
        events.size(),
        count(events, ShopEvent.Kind.BROKEN),
        count(events, ShopEvent.Kind.TOMBSTONE));
  }

  private FramedAvro registered(String topic, Schema schema) throws IOException {
    return new FramedAvro(registry.register(topic + "-value", schema.toString()), schema);
  }

  private static long count(List<ShopEvent> events, ShopEvent.Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).count();
  }
}
