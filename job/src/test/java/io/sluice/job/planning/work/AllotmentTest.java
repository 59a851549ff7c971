package io.sluice.job.planning.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.planning.work.Demand.Cutting;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AllotmentTest {
  private static final long MEGA = 1 << 20;
  private static final long UNBOUNDED = Long.MAX_VALUE;

  @Test
  void allIsTakenWhereNothingBounds() {
    List<Demand> demands = List.of(demand("a", 0, 10 * MEGA), demand("b", 0, 5_000 * MEGA));

    assertEquals(
        Map.of("a-0", 10 * MEGA, "b-0", 5_000 * MEGA),
        taken(demands, new Capacity(512 * MEGA, 100, UNBOUNDED)));
  }

  @Test
  void smallOnesFinishAndLargeOnesAdvance() {
    List<Demand> demands = new ArrayList<>(List.of(demand("large", 0, 100_000 * MEGA)));
    for (int i = 0; i < 50; i++) {
      demands.add(demand("small", i, MEGA));
    }

    Map<String, Long> taken = taken(demands, new Capacity(512 * MEGA, 10, UNBOUNDED));

    for (int i = 0; i < 50; i++) {
      assertEquals(MEGA, taken.get("small-" + i));
    }
    long large = taken.getOrDefault("large-0", 0L);
    assertTrue(large > 4_900 * MEGA && large < 5_120 * MEGA, () -> "large: " + large);
  }

  @Test
  void largeOnesShareTheRestInProportion() {
    List<Demand> demands = List.of(demand("a", 0, 30_000 * MEGA), demand("b", 0, 10_000 * MEGA));

    Map<String, Long> taken = taken(demands, new Capacity(512 * MEGA, 10, UNBOUNDED));

    double ratio = taken.getOrDefault("a-0", 0L) / (double) taken.getOrDefault("b-0", 1L);
    assertTrue(ratio > 2 && ratio < 3.2, () -> taken.toString());
  }

  @Test
  void whatExpiresFirstGoesBeforePriorityAndThatBeforeTheLeastRecentlyServed() {
    Demand expiring = demand("expiring", 0, 100 * MEGA, Urgency.EXPIRING, 0, 9);
    Demand preferred = demand("preferred", 0, 100 * MEGA, Urgency.CALM, 5, 9);
    Demand waiting = demand("waiting", 0, 100 * MEGA, Urgency.CALM, 0, 3);
    Demand served = demand("served", 0, 100 * MEGA, Urgency.CALM, 0, 9);
    List<Demand> demands = List.of(served, waiting, preferred, expiring);

    assertEquals(List.of("expiring-0"), order(demands, new Capacity(512 * MEGA, 1, 10 * MEGA)));
    assertEquals(
        List.of("expiring-0", "preferred-0", "waiting-0", "served-0"),
        order(demands, new Capacity(512 * MEGA, 100, UNBOUNDED)));
  }

  @Test
  void aBoundInBytesIsKept() {
    List<Demand> demands = List.of(demand("a", 0, 10 * MEGA), demand("b", 0, 10 * MEGA));

    double bytes =
        Allotment.of(demands, new Capacity(512 * MEGA, 100, 4 * MEGA)).stream()
            .mapToDouble(Share::bytes)
            .sum();

    assertEquals(4 * MEGA, bytes, 2);
  }

  @Test
  void aBoundBelowOneRecordStillMovesOn() {
    Demand heavy =
        new Demand(new KafkaPartition("heavy", 0), 7, 9, 1e9, Urgency.CALM, 0, 0, Cutting.ALLOWED);

    assertEquals(List.of(new Share(heavy, 8)), Allotment.of(List.of(heavy), new Capacity(1, 1, 1)));
  }

  @Test
  void nothingToReadTakesNothing() {
    assertEquals(List.of(), Allotment.of(List.of(), new Capacity(1, 1, 1)));
  }

  private static Demand demand(String topic, int number, long bytes) {
    return demand(topic, number, bytes, Urgency.CALM, 0, 0);
  }

  private static Demand demand(
      String topic, int number, long bytes, Urgency urgency, int priority, long served) {
    return new Demand(
        new KafkaPartition(topic, number), 0, bytes, 1, urgency, priority, served, Cutting.ALLOWED);
  }

  private static Map<String, Long> taken(List<Demand> demands, Capacity capacity) {
    return Allotment.of(demands, capacity).stream()
        .collect(
            Collectors.toMap(share -> share.demand().kafkaPartition().toString(), Share::offsets));
  }

  private static List<String> order(List<Demand> demands, Capacity capacity) {
    return Allotment.of(demands, capacity).stream()
        .map(share -> share.demand().kafkaPartition().toString())
        .toList();
  }
}
