package io.sluice.testbed.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaVersion;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.process.Readiness;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs on this machine alone against three brokers of a version: one topic that nothing happens to,
 * one that is deleted and created again with more records than before, and one whose log an unclean
 * election cuts and that then grows beyond what was read. What is held is released, and lands.
 */
final class BrokerTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int OLD_LEADER = 1;
  private static final int NEW_LEADER = 2;
  private static final int MORE = 1500;

  private final KafkaCluster kafka;
  private final KafkaVersion version;
  private final StackHome stacks;
  private final Path work;
  private final Path landed;
  private final Sluice sluice;
  private final PrintStream out;
  private final List<String> faults = new ArrayList<>();
  private final TrialOrders sound;
  private final TrialOrders recreated;
  private final TrialOrders cut;

  BrokerTrial(
      KafkaCluster kafka, KafkaVersion version, StackHome stacks, Path work, PrintStream out)
      throws IOException {
    this.kafka = kafka;
    this.version = version;
    this.stacks = stacks;
    this.work = work;
    this.landed = Files.createDirectories(work.resolve("landed"));
    this.sluice = Sluice.local(work);
    this.out = out;
    sound = orders("sound", 3);
    recreated = orders("recreated", 2);
    cut = orders("cut", 1);
  }

  private TrialOrders orders(String topic, int kafkaPartitions) {
    return new TrialOrders(kafka.traffic(), OrderForm.AVRO, topic, kafkaPartitions);
  }

  /** Whether all went as it must: served in all, or refused by name. */
  boolean passes() throws IOException {
    IngestionProperties ingestion = ingestion();
    try (TopicAdmin topics = kafka.topics()) {
      create(sound, topics);
      if (version.hasTopicIds()) {
        served(ingestion.file(work), topics);
      } else if (refused(ingestion) && refused(ingestion.with("oldest.broker", "2.4"))) {
        out.println("Kafka " + version + " is refused by name.");
      } else {
        servedWithoutTopicIds(ingestion.with("oldest.broker", "2.4").file(work), topics);
      }
    }
    faults.forEach(fault -> out.println("FAULT: " + fault));
    return faults.isEmpty();
  }

  private IngestionProperties ingestion() throws IOException {
    Path schema = Files.writeString(work.resolve("order.avsc"), OrderForm.SCHEMA);
    return IngestionProperties.of("compat", kafka, landed.toUri().toString(), "sound")
        .with("value.format", "avro")
        .with("schema.file", schema.toUri().toString())
        .without("topics")
        .with("topics.regex", ".*");
  }

  private boolean refused(IngestionProperties ingestion) throws IOException {
    Command.Result run = run(ingestion.file(work));
    out.print(run.output());
    return run.exitCode() == 2 && run.output().contains("or newer is needed");
  }

  private void served(String config, TopicAdmin topics) throws IOException {
    create(recreated, topics);
    createCut(topics);
    recreated.send(MORE / 3);
    landsAll(config, topics);

    topics.delete(recreated.topic());
    create(recreated, topics);
    List<Landed.Row> before = List.copyOf(recreated.produced());
    recreated.send(MORE);
    cutTheLog(topics);
    sound.sendRound();
    holds(config, List.of("cut/0/truncated", "recreated/recreated"));
    compare(sound, sound.produced());
    compare(recreated, before);
    compare(cut, cut.produced());

    release(config, "recreated/recreated", "restart");
    release(config, "cut/0/truncated", "skip");
    goesOn(config, List.of(sound, recreated, cut));
  }

  /** Nothing there distinguishes a topic that was created again from the one before. */
  private void servedWithoutTopicIds(String config, TopicAdmin topics) throws IOException {
    createCut(topics);
    landsAll(config, topics);
    cutTheLog(topics);
    sound.sendRound();
    holds(config, List.of("cut/0/truncated"));
    compare(sound, sound.produced());
    compare(cut, cut.produced());
    release(config, "cut/0/truncated", "skip");
    goesOn(config, List.of(sound, cut));
  }

  /** On the broker that lives. */
  private static void create(TrialOrders orders, TopicAdmin topics) throws IOException {
    Map<Integer, List<Integer>> replicas = new TreeMap<>();
    for (int number = 0; number < orders.kafkaPartitions(); number++) {
      replicas.put(number, List.of(0));
    }
    Readiness.await(
        "create topic " + orders.topic(),
        PATIENCE,
        List.of(),
        () -> {
          // A ZooKeeper may still know the one that was deleted.
          topics.createAssigned(orders.topic(), replicas, Map.of());
          return true;
        });
  }

  private void createCut(TopicAdmin topics) throws IOException {
    topics.createAssigned(
        cut.topic(),
        Map.of(0, List.of(OLD_LEADER, NEW_LEADER)),
        Map.of("min.insync.replicas", "1", "unclean.leader.election.enable", "true"));
  }

  /** Of the topic that will be cut only the old leader has the later records. */
  private void landsAll(String config, TopicAdmin topics) throws IOException {
    sound.sendRound();
    cut.send(20);
    awaitInSync(topics, 2);
    kafka.kill(NEW_LEADER);
    awaitInSync(topics, 1);
    cut.send(80);
    expect(0, run(config));
    compare(sound, sound.produced());
    compare(cut, cut.produced());
  }

  private void cutTheLog(TopicAdmin topics) throws IOException {
    kafka.kill(OLD_LEADER);
    awaitLeader(topics, "none");
    kafka.restart(NEW_LEADER);
    awaitLeader(topics, String.valueOf(NEW_LEADER));
    cut.sendInVain(MORE);
    kafka.restart(OLD_LEADER);
    awaitInSync(topics, 2);
  }

  private void holds(String config, List<String> ids) throws IOException {
    Path report = work.resolve("report.json");
    expect(4, sluice.run("run", "--config", config, "--report", report.toString()));
    List<String> held = new ArrayList<>();
    for (JsonNode each : new ObjectMapper().readTree(report.toFile()).path("held")) {
      out.println("held: " + each.path("message").asText());
      held.add(each.path("id").asText());
    }
    if (!held.stream().sorted().toList().equals(ids)) {
      faults.add("held is " + held + ", and should be " + ids);
    }
  }

  private void release(String config, String id, String how) throws IOException {
    expect(
        0,
        sluice.run(
            "holds",
            "--config",
            config,
            "--release",
            id,
            "--as",
            how,
            "--reason",
            "seen",
            "--execute"));
  }

  private void goesOn(String config, List<TrialOrders> all) throws IOException {
    for (TrialOrders each : all) {
      each.sendRound();
    }
    expect(0, run(config));
    for (TrialOrders each : all) {
      compare(each, each.produced());
    }
    expect(0, sluice.run("verify", "--config", config));
  }

  private Command.Result run(String config) throws IOException {
    return sluice.run("run", "--config", config);
  }

  private void expect(int exitCode, Command.Result result) {
    out.print(result.output());
    out.println("exit code " + result.exitCode());
    if (result.exitCode() != exitCode) {
      faults.add("exit code " + result.exitCode() + ", and should be " + exitCode);
    }
  }

  private void compare(TrialOrders orders, List<Landed.Row> produced) throws IOException {
    TopicComparison comparison =
        TopicComparison.of(
            orders.topic(),
            produced,
            Landed.rows(OrderForm.AVRO, landed.resolve(orders.topic()), stacks));
    out.println(comparison);
    if (!comparison.isEqual()) {
      faults.add(comparison.toString());
    }
  }

  private void awaitLeader(TopicAdmin topics, String leader) throws IOException {
    Readiness.await(
        "see leader " + leader,
        PATIENCE,
        List.of(),
        () -> {
          Optional<String> now = topics.leader(cut.topic(), 0).map(String::valueOf);
          return now.orElse("none").equals(leader);
        });
  }

  private void awaitInSync(TopicAdmin topics, int replicas) throws IOException {
    Readiness.await(
        "see " + replicas + " replicas in sync",
        PATIENCE,
        List.of(),
        () -> topics.inSync(cut.topic(), 0) == replicas);
  }
}
