package io.sluice.proof.crash;

import io.sluice.proof.crash.Crashes.Small;
import io.sluice.proof.replay.Program;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Plan;
import java.util.HashMap;
import java.util.Map;

/** All processes of a run one after the other, under a name of its own for each start. */
final class Restarts {
  private static final Map<KafkaPartition, Long> ONE_TOPIC =
      Map.of(new KafkaPartition("orders", 0), 4L);
  private static final Map<KafkaPartition, Long> TWO_TOPICS =
      Map.of(
          new KafkaPartition("orders", 0), 4L,
          new KafkaPartition("orders", 1), 2L,
          new KafkaPartition("orders", 2), 2L,
          new KafkaPartition("clicks", 0), 2L);

  private final Map<KafkaPartition, Long> log;
  private final Dying dying;

  Restarts(Small small, Dying dying) {
    this.log = small == Small.ONE_TOPIC ? ONE_TOPIC : TWO_TOPICS;
    this.dying = dying;
  }

  /** End of the log of each Kafka partition before a run, which are counted from 0. */
  Map<KafkaPartition, Long> log(int run) {
    Map<KafkaPartition, Long> longer = new HashMap<>();
    log.forEach((kafkaPartition, end) -> longer.put(kafkaPartition, end * (run + 1)));
    return longer;
  }

  Program program(int run, int started) {
    return (store, said) -> {
      World world = World.of(log(run));
      FreshRun all = new FreshRun(world, store, dying);
      Plan plan = all.plan("run" + run + "start" + started);
      said.planned(plan);
      said.ended(plan.runId(), all.work(plan));
      world.tracker(store).orphanCollector().collect();
    };
  }
}
