package io.sluice.testbed.compat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Produced against landed: each order once, at its place, with its content.
 *
 * @param missing produced and not landed
 * @param foreign landed twice, or at another place, or with another content
 */
record TopicComparison(String topic, int produced, int landed, long missing, long foreign) {

  static TopicComparison of(String topic, List<Landed.Row> produced, List<Landed.Row> landed) {
    Map<Landed.Row, Long> rest = new HashMap<>();
    produced.forEach(row -> rest.merge(row, 1L, Long::sum));
    landed.forEach(row -> rest.merge(row, -1L, Long::sum));
    return new TopicComparison(
        topic,
        produced.size(),
        landed.size(),
        rest.values().stream().filter(count -> count > 0).mapToLong(Long::longValue).sum(),
        -rest.values().stream().filter(count -> count < 0).mapToLong(Long::longValue).sum());
  }

  boolean isEqual() {
    return missing == 0 && foreign == 0;
  }

  @Override
  public String toString() {
    return "%s: produced %d, landed %d, missing %d, doubled or wrong %d: %s"
        .formatted(topic, produced, landed, missing, foreign, isEqual() ? "equal" : "NOT equal");
  }
}
