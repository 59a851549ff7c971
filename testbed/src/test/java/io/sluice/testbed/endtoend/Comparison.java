package io.sluice.testbed.endtoend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kafka's content held against the landed content. */
final class Comparison {
  private final String topic;
  private final Content kafka;
  private final Content landed;
  private final List<Row> missing = new ArrayList<>();
  private final List<Row> doubled = new ArrayList<>();
  private final List<Row> changed = new ArrayList<>();
  private final List<Row> strange = new ArrayList<>();

  private record Place(int kafkaPartition, long offset) {
    static Place of(Row row) {
      return new Place(row.kafkaPartition(), row.offset());
    }
  }

  private Comparison(String topic, Content kafka, Content landed) {
    this.topic = topic;
    this.kafka = kafka;
    this.landed = landed;
  }

  /** Compares; both sides are multisets, so a record that landed twice is reported. */
  static Comparison of(String topic, Content kafka, Content landed) {
    Comparison comparison = new Comparison(topic, kafka, landed);
    comparison.compare();
    return comparison;
  }

  boolean equal() {
    return missing.isEmpty() && doubled.isEmpty() && changed.isEmpty() && strange.isEmpty();
  }

  private void compare() {
    Set<Place> inKafka = places(kafka);
    Set<Place> inFiles = places(landed);
    for (Map.Entry<Row, Integer> entry : kafka.counts().entrySet()) {
      if (!inFiles.contains(Place.of(entry.getKey()))) {
        missing.add(entry.getKey());
      }
    }
    for (Map.Entry<Row, Integer> entry : landed.counts().entrySet()) {
      Row row = entry.getKey();
      if (!inKafka.contains(Place.of(row))) {
        strange.add(row);
      } else if (kafka.count(row) == 0) {
        changed.add(row);
      } else if (entry.getValue() > kafka.count(row)) {
        doubled.add(row);
      }
    }
  }

  private static Set<Place> places(Content content) {
    Set<Place> places = new HashSet<>();
    content.counts().keySet().forEach(row -> places.add(Place.of(row)));
    return places;
  }

  /** In a line, with offsets as closed ranges. */
  @Override
  public String toString() {
    return "topic %s: Kafka %d, landed %d: %s"
        .formatted(
            topic,
            kafka.size(),
            landed.size(),
            equal()
                ? "equal"
                : "missing %s; doubled %s; changed %s; not in Kafka %s"
                    .formatted(ranges(missing), ranges(doubled), ranges(changed), ranges(strange)));
  }

  private static String ranges(List<Row> rows) {
    StringBuilder text = new StringBuilder().append(rows.size());
    for (int i = 0; i < rows.size(); ) {
      int last = i;
      while (last + 1 < rows.size() && follows(rows.get(last), rows.get(last + 1))) {
        last++;
      }
      text.append(i == 0 ? " (" : ", ")
          .append(rows.get(i).kafkaPartition())
          .append(':')
          .append(rows.get(i).offset())
          .append(last > i ? "-" + rows.get(last).offset() : "");
      i = last + 1;
    }
    return text.append(rows.isEmpty() ? "" : ")").toString();
  }

  private static boolean follows(Row row, Row next) {
    return row.kafkaPartition() == next.kafkaPartition() && row.offset() + 1 >= next.offset();
  }
}
