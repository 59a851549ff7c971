package io.sluice.job.planning.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.planning.work.Demand.Cutting;
import io.sluice.job.planning.work.Packing.Slice;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {
  private static final long MEGA = 1 << 20;
  private static final Capacity CAPACITY = new Capacity(512 * MEGA, 100, Long.MAX_VALUE);

  @Test
  void aLargeKafkaPartitionIsCutAndTheSmallOnesStayTogether() {
    List<Share> shares = new ArrayList<>(List.of(share("hot", 0, 3_072 * MEGA)));
    for (int i = 1; i < 100; i++) {
      shares.add(share("hot", i, 1_000));
      shares.add(share("cold", i, 1_000));
    }

    List<Bundle> tasks = Packing.tasks(shares, CAPACITY);

    assertEquals(
        6,
        tasks.stream()
            .flatMap(task -> task.slices().stream())
            .filter(slice -> slice.kind() == Slice.Kind.CUT)
            .count());
    assertEquals(6, tasks.size());
    assertEquals(1, tasksWithWhole(tasks, "hot"));
    assertEquals(1, tasksWithWhole(tasks, "cold"));
  }

  @Test
  void aThousandNearEmptyKafkaPartitionsAreOneTask() {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      shares.add(share("quiet", i, 10));
    }

    assertEquals(1, Packing.tasks(shares, CAPACITY).size());
  }

  @Test
  void whatHasNoLeaderEpochIsNotCut() {
    Demand old =
        new Demand(
            new KafkaPartition("old", 0),
            0,
            3_072 * MEGA,
            1,
            Urgency.CALM,
            0,
            0,
            Cutting.FORBIDDEN);

    List<Bundle> tasks = Packing.tasks(List.of(new Share(old, old.end())), CAPACITY);

    assertEquals(1, tasks.size());
    assertEquals(Slice.Kind.WHOLE, tasks.get(0).slices().get(0).kind());
  }

  @Test
  void aDemandThatIsToBeAloneHasATaskOfItsOwn() {
    Demand bomb =
        new Demand(new KafkaPartition("quiet", 7), 5, 900, 10, Urgency.CALM, 0, 0, Cutting.ALONE);
    List<Share> shares = new ArrayList<>(List.of(new Share(bomb, 900)));
    for (int i = 8; i < 20; i++) {
      shares.add(share("quiet", i, 10));
    }

    List<Bundle> tasks = Packing.tasks(shares, CAPACITY);

    assertEquals(
        Set.of(1, 12), Set.copyOf(tasks.stream().map(task -> task.slices().size()).toList()));
    assertEquals(
        Set.of(new KafkaPartition("quiet", 7)),
        Set.copyOf(
            tasks.stream()
                .filter(task -> task.slices().size() == 1)
                .map(task -> task.slices().get(0).kafkaPartition())
                .toList()));
    assertTrue(tasks.get(0).bytes() >= tasks.get(1).bytes(), "MapReduce numbers them so");
  }

  @Test
  void demandsThatAreToBeAloneTakeHalfOfTheTasksAtMost() {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Demand bomb =
          new Demand(new KafkaPartition("bombs", i), 5, 6, 10, Urgency.CALM, 0, 0, Cutting.ALONE);
      shares.add(new Share(bomb, 6));
    }
    shares.add(share("quiet", 0, 10));

    List<Bundle> tasks = Packing.tasks(shares, new Capacity(512 * MEGA, 4, Long.MAX_VALUE));

    assertEquals(3, tasks.size());
    assertEquals(31, tasks.stream().mapToInt(task -> task.slices().size()).sum());
  }

  @Test
  void aRunOfOneTaskReadsADemandThatIsToBeAloneWithTheOthers() {
    List<Share> shares = List.of(alone(0, 900), share("quiet", 0, 10));

    List<Bundle> tasks = Packing.tasks(shares, new Capacity(512 * MEGA, 1, Long.MAX_VALUE));

    assertEquals(1, tasks.size());
    assertEquals(2, tasks.get(0).slices().size());
  }

  @Test
  void aDemandThatIsToBeAloneTakesItsTaskFromTheSlicesOfALargeOne() {
    List<Share> shares = List.of(alone(0, 900), share("hot", 0, 3_072 * MEGA));

    List<Bundle> tasks = Packing.tasks(shares, new Capacity(512 * MEGA, 4, Long.MAX_VALUE));

    assertEquals(4, tasks.size());
    assertEquals(
        3,
        tasks.stream()
            .flatMap(task -> task.slices().stream())
            .filter(slice -> slice.kind() == Slice.Kind.CUT)
            .count());
  }

  private static Share alone(int number, long end) {
    Demand bomb =
        new Demand(
            new KafkaPartition("bombs", number), 5, end, 10, Urgency.CALM, 0, 0, Cutting.ALONE);
    return new Share(bomb, end);
  }

  @Test
  void noMoreSlicesThanOffsets() {
    Demand heavy =
        new Demand(
            new KafkaPartition("heavy", 0),
            5,
            7,
            2_000d * MEGA,
            Urgency.CALM,
            0,
            0,
            Cutting.ALLOWED);

    List<Bundle> tasks = Packing.tasks(List.of(new Share(heavy, 7)), CAPACITY);

    assertEquals(2, tasks.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachOffsetIsReadOnceAndNoTaskReadsTwoSlicesOfAKafkaPartition(long seed) {
    Random random = new Random(seed);
    Capacity capacity =
        new Capacity(1 + random.nextInt(100_000), 1 + random.nextInt(20), Long.MAX_VALUE);
    List<Demand> demands = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long start = random.nextInt(1_000);
      demands.add(
          new Demand(
              new KafkaPartition("t" + random.nextInt(9), i),
              start,
              start + 1 + (long) Math.exp(random.nextDouble() * 12),
              0.1 + random.nextDouble() * 10,
              List.of(Urgency.values()).get(random.nextInt(3)),
              random.nextInt(3),
              random.nextInt(5),
              List.of(Cutting.values()).get(random.nextInt(3))));
    }
    List<Share> shares = Allotment.of(demands, capacity);

    List<Bundle> tasks = Packing.tasks(shares, capacity);

    assertTrue(tasks.size() <= capacity.tasks(), () -> tasks.size() + " tasks, " + capacity);
    for (Bundle task : tasks) {
      Set<KafkaPartition> once = new HashSet<>();
      task.slices().forEach(slice -> assertTrue(once.add(slice.kafkaPartition())));
    }
    for (Share share : shares) {
      List<Slice> slices =
          tasks.stream()
              .flatMap(task -> task.slices().stream())
              .filter(slice -> slice.demand().equals(share.demand()))
              .sorted(Comparator.comparingLong(Slice::start))
              .toList();
      long next = share.demand().start();
      for (Slice slice : slices) {
        assertEquals(next, slice.start());
        assertTrue(slice.end() > slice.start());
        next = slice.end();
      }
      assertEquals(share.end(), next);
    }
  }

  @Test
  void tasksAreOrderedByBytes() {
    List<Bundle> tasks =
        Packing.tasks(
            List.of(
                share("a", 0, 400 * MEGA), share("b", 0, 500 * MEGA), share("c", 0, 300 * MEGA)),
            CAPACITY);

    assertTrue(tasks.size() > 1);
    for (int i = 1; i < tasks.size(); i++) {
      assertTrue(tasks.get(i - 1).bytes() >= tasks.get(i).bytes());
    }
  }

  private static Share share(String topic, int number, long bytes) {
    Demand demand =
        new Demand(
            new KafkaPartition(topic, number), 0, bytes, 1, Urgency.CALM, 0, 0, Cutting.ALLOWED);
    return new Share(demand, bytes);
  }

  private static long tasksWithWhole(List<Bundle> tasks, String topic) {
    return tasks.stream()
        .filter(
            task ->
                task.slices().stream()
                    .anyMatch(
                        slice ->
                            slice.kind() == Slice.Kind.WHOLE
                                && slice.demand().topic().equals(topic)))
        .count();
  }
}
