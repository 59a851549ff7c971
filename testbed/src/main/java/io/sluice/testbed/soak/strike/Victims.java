package io.sluice.testbed.soak.strike;

import io.sluice.testbed.hadoop.Container;
import io.sluice.testbed.hadoop.Daemon;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.soak.account.KafkaPartitionKey;
import io.sluice.testbed.soak.plan.Victim;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Kills, each with -9, and sees to it that what runs for good is started again. */
final class Victims {
  /** Longer than a broker's session: its Kafka partitions go over to other leaders. */
  private static final Duration BROKER_IS_AWAY = Duration.ofSeconds(5);

  private static final Duration NODE_MANAGER_IS_AWAY = Duration.ofSeconds(3);

  private final StrikeScene scene;
  private final Repairs repairs;
  private final Random random;

  Victims(StrikeScene scene, Repairs repairs, Random random) {
    this.scene = scene;
    this.repairs = repairs;
    this.random = random;
  }

  /** Kills, and says what it was; nothing if there is nobody to kill. */
  Optional<String> kill(Victim victim, Process client) throws IOException {
    return switch (victim) {
      case CLIENT -> client(client);
      case MASTER_BEFORE_COMMIT, MASTER_DURING_COMMIT, MASTER_AFTER_COMMIT -> master();
      case TASK -> task();
      case NODE_MANAGER -> nodeManager();
      case BROKER -> broker();
      case NAME_NODE -> nameNode();
    };
  }

  private static Optional<String> client(Process client) {
    if (!client.isAlive()) {
      return Optional.empty();
    }
    client.destroyForcibly();
    awaitEnd(client.toHandle());
    return Optional.of("client, pid " + client.pid());
  }

  private Optional<String> master() {
    Optional<Container> newest =
        of(Container.Kind.APPLICATION_MASTER).stream().max(Comparator.comparing(Container::id));
    return newest.map(Victims::killed);
  }

  private Optional<String> task() {
    List<Container> tasks = of(Container.Kind.TASK);
    return tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(killed(tasks.get(random.nextInt(tasks.size()))));
  }

  private static String killed(Container container) {
    container.kill();
    awaitEnd(container.process());
    return container.id() + ", pid " + container.process().pid();
  }

  private Optional<String> nodeManager() throws IOException {
    List<Container> containers = scene.hadoop().containers();
    if (containers.isEmpty()) {
      return Optional.empty();
    }
    repairs.await();
    int index = containers.get(random.nextInt(containers.size())).nodeManager();
    scene.hadoop().killNodeManager(index);
    repairs.after(NODE_MANAGER_IS_AWAY, () -> scene.hadoop().restartNodeManager(index));
    long its = containers.stream().filter(each -> each.nodeManager() == index).count();
    return Optional.of("NodeManager %d, under %d containers".formatted(index, its));
  }

  /** One that leads, all of whose Kafka partitions have other replicas in sync. */
  private Optional<String> broker() throws IOException {
    repairs.await();
    KafkaPartitionKey place = scene.read().get(random.nextInt(scene.read().size()));
    try (TopicAdmin topics = scene.kafka().topics()) {
      Optional<Integer> leader = topics.leader(place.topic(), place.kafkaPartition());
      if (leader.isEmpty() || !topics.allInSync(place.topic())) {
        return Optional.empty();
      }
      int broker = leader.get();
      long pid = scene.kafka().process(broker).pid();
      scene.kafka().kill(broker);
      repairs.after(BROKER_IS_AWAY, () -> scene.kafka().restart(broker));
      return Optional.of("broker %d that led %s, pid %d".formatted(broker, place, pid));
    }
  }

  private Optional<String> nameNode() throws IOException {
    repairs.await();
    scene.hdfs().kill(Daemon.NAME_NODE);
    repairs.after(Duration.ZERO, () -> scene.hdfs().restart(Daemon.NAME_NODE));
    return Optional.of("NameNode");
  }

  private List<Container> of(Container.Kind kind) {
    return scene.hadoop().containers().stream().filter(each -> each.kind() == kind).toList();
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Its parent has not taken note of it yet; after kill -9 it does nothing more.
      return;
    }
  }
}
