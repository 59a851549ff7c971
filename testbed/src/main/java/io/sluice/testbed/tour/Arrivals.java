package io.sluice.testbed.tour;

import io.sluice.testbed.tour.console.Guide;
import io.sluice.testbed.tour.events.EventRound;
import io.sluice.testbed.tour.events.Sent;
import io.sluice.testbed.tour.events.Shop;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Events that arrive in Kafka between the runs, and how many they were. */
final class Arrivals {
  private final Shop shop;
  private final Guide guide;
  private final InstantSource clock;
  private List<Sent> sent = List.of();
  private int rounds;

  Arrivals(Shop shop, Guide guide, InstantSource clock) {
    this.shop = shop;
    this.guide = guide;
    this.clock = clock;
  }

  /** Sends the next round. */
  void arrive() throws IOException {
    rounds++;
    List<Sent> round = shop.send(EventRound.of(rounds, clock.instant()));
    for (Sent each : round) {
      guide.fact(each.topic(), text(each));
    }
    sent = sent.isEmpty() ? round : sum(sent, round);
  }

  /** Of all rounds, a topic each. */
  List<Sent> sent() {
    return sent;
  }

  private static String text(Sent sent) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,7d records", sent.records()));
    text.append(" in ").append(Shop.kafkaPartitions(sent.topic())).append(" Kafka partitions");
    if (sent.broken() > 0) {
      text.append(", ").append(sent.broken()).append(" of them broken");
    }
    if (sent.tombstones() > 0) {
      text.append(", ").append(sent.tombstones()).append(" of them a tombstone");
    }
    return text.toString();
  }

  private static List<Sent> sum(List<Sent> before, List<Sent> now) {
    List<Sent> sum = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      sum.add(before.get(i).plus(now.get(i)));
    }
    return sum;
  }
}
