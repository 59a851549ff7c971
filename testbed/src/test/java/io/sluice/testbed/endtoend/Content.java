package io.sluice.testbed.endtoend;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The multiset of a topic's records, as one reader sees them. */
final class Content {
  private final Map<Row, Integer> counts = new TreeMap<>();

  void add(Row row) {
    counts.merge(row, 1, Integer::sum);
  }

  int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  int count(Row row) {
    return counts.getOrDefault(row, 0);
  }

  /** How often each row is there, by place. */
  Map<Row, Integer> counts() {
    return counts;
  }

  /** What is there of some Kafka partitions and offsets. */
  Content where(java.util.function.Predicate<Row> condition) {
    Content part = new Content();
    counts.entrySet().stream()
        .filter(entry -> condition.test(entry.getKey()))
        .forEach(entry -> part.counts.put(entry.getKey(), entry.getValue()));
    return part;
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(
            entry ->
                "%d:%d x%d"
                    .formatted(
                        entry.getKey().kafkaPartition(), entry.getKey().offset(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
