package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.hadoop.Container;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.ingestion.StateDirectory;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients and Application Masters are killed at known steps of the protocol. A closed gate keeps a
 * task, and so the job, before the commit; a topic's directory that may not hold another name keeps
 * a commit from being published.
 */
@RealStack
class KillsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int EVENTS = 3000;

  @TempDir Path directory;
  private Gates gates;

  @BeforeEach
  void makeGates() throws IOException {
    gates = Gates.in(directory);
  }

  /** Two topics, too large to share a task, and where they land. */
  private final class Trial {
    final HadoopCluster hadoop;
    final WebHdfs hdfs;
    final Topic quick;
    final Topic gated;
    final String root;
    final String config;
    final StateDirectory state;
    final Sluice sluice;

    Trial(Stack stack, String name) throws IOException {
      KafkaCluster kafka = stack.kafka();
      hadoop = stack.yarn();
      hdfs = new WebHdfs(hadoop);
      quick = new Topic(kafka.traffic(), name + "-quick", 1, new Encoding.Text());
      gated = new Topic(kafka.traffic(), name + "-gated", 1, new Encoding.Text());
      try (TopicAdmin topics = kafka.topics()) {
        topics.create(quick.name(), 1, 3);
        topics.create(gated.name(), 1, 3);
      }
      root = "/e2e/" + name;
      config =
          IngestionProperties.of(
                  name, kafka, hadoop.uri() + root, quick.name() + "," + gated.name())
              .with("value.format", "string")
              .with("split.bytes", "256k")
              .with("overrides", "gated")
              .with("overrides.gated.topics", gated.name())
              .with("overrides.gated.value.format", Gates.DECODER)
              .with("overrides.gated.schema.file", gates.schemaFile())
              .file(directory);
      state = new StateDirectory(hdfs, root + "/.sluice/" + name);
      sluice = Sluice.on(hadoop, directory).with("-libjars", gates.jar());
    }

    void send() throws IOException {
      quick.send(EVENTS, Codec.NONE);
      gated.send(EVENTS, Codec.NONE);
    }

    String quickDirectory() {
      return root + "/" + quick.name();
    }

    void awaitManifest(long base) throws IOException {
      await("see a manifest on base " + base, () -> !state.manifests(base).isEmpty());
    }

    void awaitEntry(long version) throws IOException {
      await("see entry " + version, () -> state.ledger().contains(String.valueOf(version)));
    }

    void awaitNoContainer() throws IOException {
      await("see the job's end", () -> hadoop.containers().isEmpty());
    }

    /** Kills the Application Master of an attempt as soon as it is there. */
    void killApplicationMaster(int attempt) throws IOException {
      String ofAttempt = "_%02d_000001".formatted(attempt);
      await(
          "kill Application Master " + attempt,
          () -> {
            List<Container> masters =
                hadoop.containers().stream()
                    .filter(each -> each.kind() == Container.Kind.APPLICATION_MASTER)
                    .filter(each -> each.id().endsWith(ofAttempt))
                    .toList();
            masters.forEach(Container::kill);
            return !masters.isEmpty();
          });
    }

    /**
     * No directory can be made in the quick topic's any more, so none of its files can be
     * published.
     */
    void keepFromPublishing() throws IOException {
      hdfs.nameQuota(quickDirectory(), hdfs.namesIn(quickDirectory()));
    }

    void assertEqual(String when) throws IOException {
      for (Topic topic : List.of(quick, gated)) {
        Path copy =
            hdfs.copy(root + "/" + topic.name(), directory.resolve(when + "-" + topic.name()));
        Comparison comparison =
            Comparison.of(topic.name(), topic.inKafka(), LandedContent.of(copy));
        assertTrue(comparison.equal(), () -> when + ": " + comparison);
      }
      sluice.expect(0, "verify", "--config", config);
    }

    List<String> visible() throws IOException {
      return hdfs.files(root).stream().filter(file -> !file.contains("/.")).toList();
    }
  }

  @Test
  void theClientCommitsWhatManifestsSayAndALaterRunAttachesToAJobWithoutClient(Stack stack)
      throws Exception {
    Trial trial = new Trial(stack, "kills-before");
    trial.send();
    gates.close(trial.gated.name());
    Path log = directory.resolve("first.log");

    Process client = trial.sluice.start(log, "run", "--config", trial.config);
    trial.awaitManifest(0);
    trial.killApplicationMaster(1);
    trial.killApplicationMaster(2);
    assertEquals(3, ended(client), () -> text(log));

    assertEquals(List.of("1"), trial.state.ledger());
    assertTrue(trial.state.isPublished(1));
    assertFalse(trial.visible().isEmpty());
    trial.sluice.expect(0, "verify", "--config", trial.config);

    Path log2 = directory.resolve("second.log");
    Process second = trial.sluice.start(log2, "run", "--config", trial.config);
    await(
        "see the second job",
        () ->
            trial.hadoop.containers().stream()
                .anyMatch(each -> each.kind() == Container.Kind.TASK));
    String active = trial.sluice.expect(5, "run", "--config", trial.config);
    assertTrue(active.contains("is active"), active);
    Sluice.interrupt(second);
    assertEquals(130, ended(second), () -> text(log2));
    assertTrue(
        text(log2)
            .matches("(?s).*Interrupted: only this client ends\\. Job job_\\S+ goes on on YARN.*"),
        () -> text(log2));
    kill(attached(trial, directory.resolve("third.log")));
    Path report = directory.resolve("fourth.json");
    Path log4 = directory.resolve("fourth.log");
    Process fourth = attached(trial, log4, "--report", report.toString());
    gates.open(trial.gated.name());
    assertEquals(0, ended(fourth), () -> text(log4));

    assertEquals(List.of("1", "2"), trial.state.ledger());
    assertTrue(text(log4).contains("without its client"), () -> text(log4));
    JsonNode json = new ObjectMapper().readTree(report.toFile());
    assertEquals("attached", json.path("client").asText());
    assertEquals(2, json.path("version").asInt());
    assertTrue(json.path("records").asLong() > 0);
    trial.assertEqual("after");
  }

  /** Starts a run and returns when it waits for the job of the run that has no client any more. */
  private static Process attached(Trial trial, Path log, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--config", trial.config));
    arguments.addAll(List.of(options));
    Process client = trial.sluice.start(log, "run", arguments.toArray(String[]::new));
    await("see a client attach", () -> text(log).contains("Attached: run="));
    return client;
  }

  @Test
  void theClientOrTheNextRunPublishesWhatItsApplicationMasterHasCommitted(Stack stack)
      throws Exception {
    Trial trial = new Trial(stack, "kills-after");
    Sluice oneMaster = trial.sluice.with("-D", "mapreduce.am.max-attempts=1");
    trial.send();
    Path log = directory.resolve("first.log");

    Process client = committedAndNotPublished(trial, oneMaster, 1, log);
    trial.killApplicationMaster(1);
    trial.awaitNoContainer();
    assertFalse(trial.state.isPublished(1));
    trial.hdfs.noQuota(trial.quickDirectory());
    assertEquals(0, ended(client), () -> text(log));
    trial.assertEqual("client");

    trial.send();
    Process second = committedAndNotPublished(trial, oneMaster, 2, directory.resolve("second.log"));
    kill(second);
    trial.killApplicationMaster(1);
    trial.awaitNoContainer();
    assertFalse(trial.state.isPublished(2));
    trial.hdfs.noQuota(trial.quickDirectory());
    trial.sluice.expect(0, "run", "--config", trial.config);
    trial.assertEqual("next-run");
  }

  /** Starts a run and returns when its entry stands and its files cannot get to their place. */
  private Process committedAndNotPublished(Trial trial, Sluice sluice, long version, Path log)
      throws IOException {
    gates.close(trial.gated.name());
    Process client = sluice.start(log, "run", "--config", trial.config);
    trial.awaitManifest(version - 1);
    trial.keepFromPublishing();
    gates.open(trial.gated.name());
    trial.awaitEntry(version);
    assertFalse(trial.state.isPublished(version), () -> text(log));
    return client;
  }

  private static int ended(Process process) throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
    return process.exitValue();
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static void await(String what, Readiness.Probe probe) throws IOException {
    Readiness.await(what, PATIENCE, List.of(), probe);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
