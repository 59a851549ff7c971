package io.sluice.testbed.tour.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Payments by key; one of each round is taken back by a tombstone. */
final class Payments {
  static final String TOPIC = "payments";

  private static final int PER_ROUND = 4_000;
  private static final String[] METHODS = {"CARD", "CARD", "CARD", "TRANSFER", "VOUCHER"};

  private final FramedAvro avro;

  Payments(FramedAvro avro) {
    this.avro = avro;
  }

  List<ShopEvent> round(EventRound round) {
    Random random = round.random(TOPIC);
    List<ShopEvent> events = new ArrayList<>(PER_ROUND + 1);
    for (int i = 0; i < PER_ROUND; i++) {
      String key = "p-" + round.number() + "-" + i;
      Instant time = round.time(random);
      events.add(ShopEvent.of(key, time, avro.encode(payment(key, round, time, random))));
    }
    events.add(ShopEvent.tombstone("p-" + round.number() + "-0", round.end()));
    return events;
  }

  private GenericRecord payment(String id, EventRound round, Instant time, Random random) {
    Schema schema = avro.schema();
    GenericRecord payment = avro.record();
    payment.put("payment_id", id);
    payment.put("order_id", (long) (random.nextDouble() * round.number() * Orders.count()));
    String method = METHODS[random.nextInt(METHODS.length)];
    payment.put("method", FramedAvro.symbol(schema.getField("method").schema(), method));
    payment.put("amount", FramedAvro.cents(500L + random.nextInt(40_000)));
    payment.put("paid_at", time.toEpochMilli());
    if (method.equals("CARD")) {
      GenericRecord card =
          new GenericData.Record(schema.getField("card").schema().getTypes().get(1));
      card.put("brand", random.nextBoolean() ? "visa" : "mastercard");
      card.put("last_four", String.valueOf(1_000 + random.nextInt(9_000)));
      payment.put("card", card);
    }
    return payment;
  }
}
