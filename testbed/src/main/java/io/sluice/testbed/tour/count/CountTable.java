package io.sluice.testbed.tour.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The counts of all topics as lines for a console. */
public final class CountTable {
  private CountTable() {}

  public static List<String> lines(List<TopicCounts> topics) {
    List<String> lines = new ArrayList<>();
    lines.add(line("", "IN KAFKA", "IN THE", "LEDGER:", "", "IN THE", "FILES:", "", ""));
    lines.add(
        line(
            "TOPIC",
            "records",
            "landed",
            "quarantine",
            "tombstones",
            "rows",
            "quarantine",
            "read by",
            ""));
    for (TopicCounts topic : topics) {
      lines.add(
          line(
              topic.sent().topic(),
              number(topic.kafka().records()),
              number(topic.ledger().landed()),
              number(topic.ledger().quarantined()),
              number(topic.ledger().tombstones()),
              number(topic.files().rows()),
              number(topic.files().quarantined()),
              topic.files().reader(),
              topic.areEqual() ? "equal" : "DIFFERENT"));
    }
    return lines;
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String line(String... cells) {
    return String.format(
            Locale.ROOT, "%-10s %8s  %8s %10s %10s  %8s %10s  %-10s %s", (Object[]) cells)
        .stripTrailing();
  }
}
