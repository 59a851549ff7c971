package io.sluice.testbed.cases;

import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.kafka.Topics;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.process.FreePorts;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerConfig;

/** One case, act by act. */
final class CaseRun {
  private static final Map<String, String> TOPIC =
      Map.of(
          "retention.ms", "-1",
          "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE),
          "max.message.bytes", "90000000");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Path work;
  private final Cases cases;
  private final Set<String> topics = new TreeSet<>();
  private final Map<String, String> environment = new TreeMap<>();
  private Path topicsDir;
  private Path config;
  private Command.Result last = new Command.Result(0, "");

  CaseRun(Path folder, Path work, Cases cases) {
    this.folder = folder;
    this.work = work;
    this.cases = cases;
    topicsDir = work.resolve("landed");
    config = folder.resolve("job.properties");
  }

  void play() throws IOException, CaseFailedException {
    cases.registry().clear();
    try {
      for (Act act : Act.read(folder.resolve("script"))) {
        perform(act);
      }
    } finally {
      try (Topics admin = cases.kafka().topics()) {
        for (String topic : topics) {
          admin.delete(topic);
        }
      }
    }
  }

  private void perform(Act act) throws IOException, CaseFailedException {
    switch (act.verb()) {
      case "schema" ->
          cases
              .registry()
              .schema(Integer.parseInt(act.word(0)), Files.readString(folder.resolve(act.word(1))));
      case "subject" ->
          cases
              .registry()
              .subject(act.word(0), act.words().stream().skip(1).map(Integer::valueOf).toList());
      case "fault" ->
          cases.registry().fault(act.word(0), act.words().subList(1, act.words().size()));
      case "send" -> send(act);
      case "java-options" -> environment.put("SLUICE_OPTS", act.rest());
      case "locale" -> environment.put("LC_ALL", act.rest());
      case "topics-dir" -> topicsDir = Files.createDirectory(work.resolve(act.rest()));
      case "config" -> config = folder.resolve(act.rest());
      case "run", "plan", "verify", "holds" -> run(act);
      case "try" -> tryAsWritten(act);
      case "sent-on" -> runSentOn(act);
      case "says" -> says(act, last.output().contains(act.rest()));
      case "says-not" -> says(act, !last.output().contains(act.rest()));
      case "landed" -> equal(act, sorted(act.body()), landed(act).rows());
      case "columns" -> equal(act, act.body(), landed(act).columns());
      case "time-partitions" -> equal(act, act.body(), landed(act).timePartitions());
      case "files" ->
          equal(act, List.of(act.word(1)), List.of(String.valueOf(landed(act).files().size())));
      case "files-at-most" -> atMost(act, landed(act).files().size());
      case "rows" ->
          equal(act, List.of(act.word(1)), List.of(String.valueOf(landed(act).rows().size())));
      case "quarantined" -> quarantined(act);
      default -> throw new IOException("Cannot play %s of %s: no such act.".formatted(act, folder));
    }
  }

  private void send(Act act) throws IOException {
    String topic = act.word(0);
    if (topics.add(topic)) {
      try (Topics admin = cases.kafka().topics()) {
        admin.create(topic, 1, 1, TOPIC);
      }
    }
    try (var producer =
        cases
            .kafka()
            .traffic()
            .producer(
                Codec.NONE,
                Map.of(
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    90_000_000,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    200_000_000L))) {
      cases.kafka().traffic().send(producer, ValueFile.read(topic, folder.resolve(act.word(1))));
    }
  }

  /** {@code VERB EXIT-CODE}, with the healthy topics beside those of the case. */
  private void run(Act act) throws IOException, CaseFailedException {
    boolean lands = act.verb().equals("run");
    if (lands) {
      cases.healthy().sendRound();
    }
    Path written =
        CaseConfig.write(
            config,
            Map.of(
                "name",
                "case",
                "kafka.bootstrap.servers",
                cases.kafka().bootstrapServers(),
                "schema.registry.url",
                cases.registry().url(),
                "topics.dir",
                "file://" + topicsDir),
            HealthyTopics.list(),
            work.resolve("case.properties"));
    ends(act, List.of("--config", written.toString()));
    if (lands) {
      for (String healthy : HealthyTopics.names()) {
        int rows = new LandedFiles(topicsDir.resolve(healthy), cases.duckDb()).rows().size();
        equal(act, List.of(healthy + " " + cases.healthy().sent()), List.of(healthy + " " + rows));
      }
    }
  }

  /** {@code try EXIT-CODE FILE [KEY=VALUE]…}: a plan with the case's properties as they are. */
  private void tryAsWritten(Act act) throws IOException, CaseFailedException {
    List<String> arguments =
        new ArrayList<>(List.of("--config", folder.resolve(act.word(1)).toString()));
    Map<String, String> base = new TreeMap<>();
    base.put("kafka.bootstrap.servers", cases.kafka().bootstrapServers());
    base.put("topics.dir", "file://" + topicsDir);
    for (String setting : act.words().subList(2, act.words().size())) {
      String[] pair = setting.split("=", 2);
      base.put(pair[0], pair[1].replace("HERE", folder.toString()));
    }
    base.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    ends(new Act(act.number(), "plan", act.word(0), act.body()), arguments);
  }

  /** {@code sent-on EXIT-CODE HOST}: a run whose broker sends its clients on to another host. */
  private void runSentOn(Act act) throws IOException, CaseFailedException {
    int port = FreePorts.find(1).get(0);
    KafkaSettings settings = KafkaSettings.brokers(1).withListenerThatAdvertises(act.word(1), port);
    KafkaCluster broker = KafkaCluster.start(settings, StackHome.find(), work.resolve("broker"));
    try {
      Map<String, String> base =
          Map.of(
              "name", "case",
              "kafka.bootstrap.servers", "127.0.0.1:" + port,
              "topics.dir", "file://" + topicsDir);
      Path written =
          CaseConfig.write(config, base, HealthyTopics.list(), work.resolve("case.properties"));
      ends(
          new Act(act.number(), "run", act.word(0), act.body()),
          List.of("--config", written.toString()));
    } finally {
      broker.close();
    }
  }

  private void ends(Act act, List<String> arguments) throws IOException, CaseFailedException {
    Sluice sluice = Sluice.local(work).with(environment);
    try {
      last = sluice.run(PATIENCE, act.verb(), arguments.toArray(String[]::new));
    } catch (IOException e) {
      throw new CaseFailedException(act, "no end", String.valueOf(e.getMessage()));
    }
    if (last.exitCode() != Integer.parseInt(act.word(0))) {
      throw new CaseFailedException(act, "exit code " + last.exitCode(), last.output());
    }
  }

  private void says(Act act, boolean asWanted) throws CaseFailedException {
    if (!asWanted) {
      throw new CaseFailedException(act, "this output", last.output());
    }
  }

  /** {@code quarantined TOPIC OFFSET…}, and in the body what the reasons say, each once. */
  private void quarantined(Act act) throws IOException, CaseFailedException {
    List<LandedFiles.Quarantined> rows =
        new LandedFiles(topicsDir.resolve(".quarantine").resolve(act.word(0)), cases.duckDb())
            .quarantined();
    equal(
        act,
        act.words().subList(1, act.words().size()),
        rows.stream().map(LandedFiles.Quarantined::offset).sorted().map(String::valueOf).toList());
    String reasons = rows.toString();
    for (String phrase : act.body()) {
      if (!reasons.contains(phrase)) {
        throw new CaseFailedException(act, reasons, "not said: " + phrase);
      }
    }
  }

  private void equal(Act act, List<String> expected, List<String> found)
      throws CaseFailedException {
    if (!expected.equals(found)) {
      throw new CaseFailedException(
          act,
          String.join("\n", found),
          "expected:\n" + String.join("\n", expected) + "\n" + last.output());
    }
  }

  private void atMost(Act act, int found) throws CaseFailedException {
    if (found > Integer.parseInt(act.word(1))) {
      throw new CaseFailedException(act, String.valueOf(found), last.output());
    }
  }

  private LandedFiles landed(Act act) {
    return new LandedFiles(topicsDir.resolve(act.word(0)), cases.duckDb());
  }

  private static List<String> sorted(List<String> json) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : json) {
      rows.add(LandedFiles.normalised(line));
    }
    String[] all = rows.toArray(String[]::new);
    Arrays.sort(all);
    return List.of(all);
  }
}
