package io.sluice.job.planning;

import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.tracker.run.Plan;

/** Plans a large cluster three times: all new, half of it moved, nothing moved. */
final class LargeCluster {
  private static final int TOPICS = 10_000;
  private static final int KAFKA_PARTITIONS = 20;

  private LargeCluster() {}

  public static void main(String[] args) throws Exception {
    PlanningWorld world = new PlanningWorld();
    for (int i = 0; i < TOPICS; i++) {
      world.kafka.create("topic-" + i, KAFKA_PARTITIONS);
      for (int n = 0; n < KAFKA_PARTITIONS; n++) {
        world.kafka.append("topic-" + i, n, 1_000, 200_000);
      }
    }
    plan(world, TOPICS * KAFKA_PARTITIONS, "all new");
    for (int i = 0; i < TOPICS; i += 2) {
      for (int n = 0; n < KAFKA_PARTITIONS; n++) {
        world.kafka.append("topic-" + i, n, 100, 20_000);
      }
    }
    plan(world, TOPICS * KAFKA_PARTITIONS / 2, "half of it moved");
    plan(world, 0, "nothing moved");
  }

  private static void plan(PlanningWorld world, int pieces, String what) throws Exception {
    long begun = System.nanoTime();
    Planned planned = world.planned();
    long took = (System.nanoTime() - begun) / 1_000_000;
    Plan plan = planned.plan();
    int found = plan.tasks().stream().mapToInt(task -> task.pieces().size()).sum();
    System.out.printf("%s: %d pieces in %d tasks, %d ms%n", what, found, plan.tasks().size(), took);
    if (found != pieces) {
      throw new IllegalStateException(pieces + " pieces were expected");
    }
    world.land(plan);
  }
}
