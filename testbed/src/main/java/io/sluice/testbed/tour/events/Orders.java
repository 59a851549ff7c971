package io.sluice.testbed.tour.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Orders with an enum, a nested record, a list and decimals. */
final class Orders {
  static final String TOPIC = "orders";

  private static final int PER_ROUND = 6_000;
  private static final String[] CITIES = {
    "Berlin DE 10115",
    "Hamburg DE 20095",
    "Lyon FR 69001",
    "Paris FR 75001",
    "Wien AT 1010",
    "Zürich CH 8001",
    "Dublin IE"
  };
  private static final String[] STATUS = {
    "PLACED", "PLACED", "PAID", "PAID", "SHIPPED", "RETURNED"
  };

  private final FramedAvro avro;

  Orders(FramedAvro avro) {
    this.avro = avro;
  }

  /** The values of a round; a field that only a later schema has is filled if there is one. */
  List<ShopEvent> round(EventRound round) {
    Random random = round.random(TOPIC);
    List<ShopEvent> events = new ArrayList<>(PER_ROUND);
    long first = (round.number() - 1L) * PER_ROUND;
    for (long id = first; id < first + PER_ROUND; id++) {
      Instant time = round.time(random);
      String customer = "c-" + random.nextInt(900);
      events.add(ShopEvent.of(customer, time, avro.encode(order(id, customer, time, random))));
    }
    return events;
  }

  static long count() {
    return PER_ROUND;
  }

  private GenericRecord order(long id, String customer, Instant time, Random random) {
    Schema schema = avro.schema();
    GenericRecord order = avro.record();
    long total = 0;
    List<GenericRecord> lines = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      int quantity = 1 + random.nextInt(3);
      long price = 199L + random.nextInt(9_000);
      total += quantity * price;
      lines.add(line(schema.getField("lines").schema().getElementType(), quantity, price, random));
    }
    order.put("order_id", id);
    order.put("customer_id", customer);
    order.put(
        "status",
        FramedAvro.symbol(
            schema.getField("status").schema(), STATUS[random.nextInt(STATUS.length)]));
    order.put("placed_at", time.toEpochMilli());
    order.put("total", FramedAvro.cents(total));
    order.put("currency", "EUR");
    if (random.nextInt(8) == 0) {
      order.put("coupon", "AUTUMN");
    }
    order.put("address", address(schema.getField("address").schema(), random));
    order.put("lines", lines);
    if (schema.getField(ShopSchemas.LATER_FIELD) != null && random.nextInt(5) == 0) {
      order.put(ShopSchemas.LATER_FIELD, "as a gift, please");
    }
    return order;
  }

  private static GenericRecord line(Schema type, int quantity, long price, Random random) {
    GenericRecord line = new GenericData.Record(type);
    line.put("sku", "sku-" + (100 + random.nextInt(50)));
    line.put("quantity", quantity);
    line.put("price", FramedAvro.cents(price));
    return line;
  }

  private static GenericRecord address(Schema type, Random random) {
    String[] city = CITIES[random.nextInt(CITIES.length)].split(" ", -1);
    GenericRecord address = new GenericData.Record(type);
    address.put("city", city[0]);
    address.put("country", city[1]);
    if (city.length > 2) {
      address.put("postcode", city[2]);
    }
    return address;
  }
}
