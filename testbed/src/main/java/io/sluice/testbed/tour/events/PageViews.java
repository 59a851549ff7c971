package io.sluice.testbed.tour.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Page views in JSON, a few of each round broken. */
final class PageViews {
  static final String TOPIC = "page-views";

  private static final int PER_ROUND = 20_000;
  private static final String[] PAGES = {"/", "/search", "/cart", "/checkout", "/p/"};
  private static final String[] DEVICES = {"phone", "phone", "desktop", "tablet"};

  /** Cut off on the way; of the wrong type; without a field that must be there. */
  private static final List<String> BROKEN =
      List.of(
          "{\"session\":\"s-17\",\"url\":\"/ca",
          "{\"session\":\"s-18\",\"url\":\"/\",\"device\":\"phone\",\"millis_on_page\":\"long\",\"viewed_at\":\"%s\"}",
          "{\"url\":\"/cart\",\"device\":\"desktop\",\"millis_on_page\":12,\"viewed_at\":\"%s\"}");

  List<ShopEvent> round(EventRound round) {
    Random random = round.random(TOPIC);
    List<ShopEvent> events = new ArrayList<>(PER_ROUND + BROKEN.size());
    for (int i = 0; i < PER_ROUND; i++) {
      String session = "s-" + random.nextInt(2_000);
      Instant time = round.time(random);
      events.add(ShopEvent.of(session, time, utf8(view(session, time, random))));
    }
    for (String broken : BROKEN) {
      int place = random.nextInt(events.size());
      Instant time = round.time(random);
      events.add(place, ShopEvent.broken("s-17", time, utf8(broken.formatted(time))));
    }
    return events;
  }

  private static String view(String session, Instant time, Random random) {
    String page = PAGES[random.nextInt(PAGES.length)];
    StringBuilder json = new StringBuilder();
    json.append("{\"session\":\"").append(session).append("\",\"url\":\"").append(page);
    if (page.equals("/p/")) {
      json.append("sku-").append(100 + random.nextInt(50));
    }
    json.append("\",\"device\":\"").append(DEVICES[random.nextInt(DEVICES.length)]).append('"');
    if (random.nextInt(3) == 0) {
      json.append(",\"referrer\":\"https://search.example.com/\"");
    }
    if (random.nextInt(4) == 0) {
      json.append(",\"customer_id\":\"c-").append(random.nextInt(900)).append('"');
    }
    json.append(",\"millis_on_page\":").append(random.nextInt(90_000));
    return json.append(",\"viewed_at\":\"").append(time).append("\"}").toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
