package io.sluice.testbed.cases;

import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.kafka.TopicAdmin;
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

/** One case, line by line. */
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
      for (ScriptLine line : ScriptLine.read(folder.resolve("script"))) {
        perform(line);
      }
    } finally {
      try (TopicAdmin admin = cases.kafka().topics()) {
        for (String topic : topics) {
          admin.delete(topic);
        }
      }
    }
  }

  private void perform(ScriptLine line) throws IOException, CaseFailedException {
    switch (line.verb()) {
      case "schema" ->
          cases
              .registry()
              .schema(
                  Integer.parseInt(line.word(0)), Files.readString(folder.resolve(line.word(1))));
      case "subject" ->
          cases
              .registry()
              .subject(line.word(0), line.words().stream().skip(1).map(Integer::valueOf).toList());
      case "fault" ->
          cases.registry().fault(line.word(0), line.words().subList(1, line.words().size()));
      case "send" -> send(line);
      case "java-options" -> environment.put("SLUICE_OPTS", line.rest());
      case "locale" -> environment.put("LC_ALL", line.rest());
      case "topics-dir" -> topicsDir = Files.createDirectory(work.resolve(line.rest()));
      case "config" -> config = folder.resolve(line.rest());
      case "run", "plan", "verify", "holds" -> run(line);
      case "try" -> tryAsWritten(line);
      case "sent-on" -> runSentOn(line);
      case "says" -> says(line, last.output().contains(line.rest()));
      case "says-not" -> says(line, !last.output().contains(line.rest()));
      case "landed" -> equal(line, sorted(line.body()), landed(line).rows());
      case "columns" -> equal(line, line.body(), landed(line).columns());
      case "time-partitions" -> equal(line, line.body(), landed(line).timePartitions());
      case "files" ->
          equal(line, List.of(line.word(1)), List.of(String.valueOf(landed(line).files().size())));
      case "files-at-most" -> atMost(line, landed(line).files().size());
      case "rows" ->
          equal(line, List.of(line.word(1)), List.of(String.valueOf(landed(line).rows().size())));
      case "quarantined" -> quarantined(line);
      default ->
          throw new IOException("Cannot play %s of %s: no such verb.".formatted(line, folder));
    }
  }

  private void send(ScriptLine line) throws IOException {
    String topic = line.word(0);
    if (topics.add(topic)) {
      try (TopicAdmin admin = cases.kafka().topics()) {
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
      cases.kafka().traffic().send(producer, ValueFile.read(topic, folder.resolve(line.word(1))));
    }
  }

  /** {@code VERB EXIT-CODE}, with the healthy topics beside those of the case. */
  private void run(ScriptLine line) throws IOException, CaseFailedException {
    boolean lands = line.verb().equals("run");
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
    ends(line, List.of("--config", written.toString()));
    if (lands) {
      for (String healthy : HealthyTopics.names()) {
        int rows = new LandedFiles(topicsDir.resolve(healthy), cases.duckDb()).rows().size();
        equal(line, List.of(healthy + " " + cases.healthy().sent()), List.of(healthy + " " + rows));
      }
    }
  }

  /** {@code try EXIT-CODE FILE [KEY=VALUE]…}: a plan with the case's properties as they are. */
  private void tryAsWritten(ScriptLine line) throws IOException, CaseFailedException {
    List<String> arguments =
        new ArrayList<>(List.of("--config", folder.resolve(line.word(1)).toString()));
    Map<String, String> base = new TreeMap<>();
    base.put("kafka.bootstrap.servers", cases.kafka().bootstrapServers());
    base.put("topics.dir", "file://" + topicsDir);
    for (String setting : line.words().subList(2, line.words().size())) {
      String[] pair = setting.split("=", 2);
      base.put(pair[0], pair[1].replace("HERE", folder.toString()));
    }
    base.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    ends(new ScriptLine(line.number(), "plan", line.word(0), line.body()), arguments);
  }

  /** {@code sent-on EXIT-CODE HOST}: a run whose broker sends its clients on to another host. */
  private void runSentOn(ScriptLine line) throws IOException, CaseFailedException {
    int port = FreePorts.find(1).get(0);
    KafkaSettings settings =
        KafkaSettings.brokers(1).withListenerThatAdvertises(line.word(1), port);
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
          new ScriptLine(line.number(), "run", line.word(0), line.body()),
          List.of("--config", written.toString()));
    } finally {
      broker.close();
    }
  }

  private void ends(ScriptLine line, List<String> arguments)
      throws IOException, CaseFailedException {
    Sluice sluice = Sluice.local(work).with(environment);
    try {
      last = sluice.run(PATIENCE, line.verb(), arguments.toArray(String[]::new));
    } catch (IOException e) {
      throw new CaseFailedException(line, "no end", String.valueOf(e.getMessage()));
    }
    if (last.exitCode() != Integer.parseInt(line.word(0))) {
      throw new CaseFailedException(line, "exit code " + last.exitCode(), last.output());
    }
  }

  private void says(ScriptLine line, boolean asWanted) throws CaseFailedException {
    if (!asWanted) {
      throw new CaseFailedException(line, "this output", last.output());
    }
  }

  /** {@code quarantined TOPIC OFFSET…}, and in the body what the reasons say, each once. */
  private void quarantined(ScriptLine line) throws IOException, CaseFailedException {
    List<LandedFiles.Quarantined> rows =
        new LandedFiles(topicsDir.resolve(".quarantine").resolve(line.word(0)), cases.duckDb())
            .quarantined();
    equal(
        line,
        line.words().subList(1, line.words().size()),
        rows.stream().map(LandedFiles.Quarantined::offset).sorted().map(String::valueOf).toList());
    String reasons = rows.toString();
    for (String phrase : line.body()) {
      if (!reasons.contains(phrase)) {
        throw new CaseFailedException(line, reasons, "not said: " + phrase);
      }
    }
  }

  private void equal(ScriptLine line, List<String> expected, List<String> found)
      throws CaseFailedException {
    if (!expected.equals(found)) {
      throw new CaseFailedException(
          line,
          String.join("\n", found),
          "expected:\n" + String.join("\n", expected) + "\n" + last.output());
    }
  }

  private void atMost(ScriptLine line, int found) throws CaseFailedException {
    if (found > Integer.parseInt(line.word(1))) {
      throw new CaseFailedException(line, String.valueOf(found), last.output());
    }
  }

  private LandedFiles landed(ScriptLine line) {
    return new LandedFiles(topicsDir.resolve(line.word(0)), cases.duckDb());
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
