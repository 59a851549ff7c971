package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of changes that people make to directories during a run, on HDFS and as a user who is not
 * its superuser. The gate keeps one topic's task, and with it the commit, back until the damage is
 * done. {@link BadInputIT} tests directories that are damaged before a run plans.
 */
@RealStack
class FaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int EVENTS = 1500;

  @TempDir Path directory;
  private Gates gates;

  @BeforeEach
  void makeGates() throws IOException {
    gates = Gates.in(directory);
  }

  @Test
  void aDirectoryThatBecomesReadOnlyBeforeThePublicationKeepsTheCommitUntilItIsRepaired(Stack stack)
      throws Exception {
    Trial trial = new Trial(stack, "faults-readonly");
    trial.send();

    String output = trial.runMeeting(6, 0, () -> trial.hdfs.permission(trial.directory(), "555"));

    assertEquals(List.of("1"), trial.state.ledger());
    assertFalse(trial.state.isPublished(1), output);
    assertSays(
        output,
        "cannot be published yet",
        "Permission denied",
        "Give this user the right to write");
    assertSays(trial.sluice.expect(0, "verify", "--config", trial.config), "not-published");
    trial.hdfs.permission(trial.directory(), "755");
    trial.sluice.expect(0, "run", "--config", trial.config);
    trial.assertEqual("repaired");
  }

  @Test
  void whereAStagedFileIsDeletedARunStopsUntilTheHoleIsAccepted(Stack stack) throws Exception {
    Trial trial = new Trial(stack, "faults-deleted");
    trial.send();
    String output = trial.runMeeting(6, 0, () -> trial.hdfs.permission(trial.directory(), "555"));
    trial.hdfs.delete(trial.directory() + "/.sluice-staging");
    trial.hdfs.permission(trial.directory(), "755");

    assertFalse(trial.state.isPublished(1), output);
    assertSays(trial.sluice.expect(7, "verify", "--config", trial.config), "missing-file", "gone");
    assertSays(
        trial.sluice.expect(6, "run", "--config", trial.config),
        "run-job.sh ledger ",
        "--accept-missing 1");
    trial.sluice.expect(
        0,
        "ledger",
        "--config",
        trial.config,
        "--accept-missing",
        "1",
        "--reason",
        "the staging was deleted",
        "--execute");
    trial.send();
    trial.sluice.expect(0, "run", "--config", trial.config);

    String hole = trial.sluice.expect(0, "verify", "--config", trial.config);
    assertSays(hole, "accepted-hole");
    assertEquals(EVENTS, missing(hole), hole);
    Content landed = trial.landed(trial.plain, "hole");
    Comparison rest =
        Comparison.of(
            trial.plain.name(), trial.plain.inKafka().where(row -> row.offset() >= EVENTS), landed);
    assertTrue(rest.equal(), rest::toString);
  }

  @Test
  void aQuotaThatFillsWhileATaskWritesTakesOnlyThatTasksRanges(Stack stack) throws Exception {
    Trial trial = new Trial(stack, "faults-quota");
    trial.send();
    String gated = trial.root + "/" + trial.gated.name();

    String output =
        trial.runMeeting(3, 0, () -> trial.hdfs.nameQuota(gated, trial.hdfs.namesIn(gated)));

    assertSays(output, trial.gated.name() + "-0", "quota");
    assertEquals(0, trial.landed(trial.gated, "full").size(), output);
    assertEquals(EVENTS, trial.landed(trial.plain, "others").size(), output);
    trial.hdfs.noQuota(gated);
    trial.sluice.expect(0, "run", "--config", trial.config);
    trial.assertEqual("repaired");
  }

  /** A change to a directory. */
  @FunctionalInterface
  private interface Deed {
    void happens() throws IOException;
  }

  /** Two topics, too large to share a task, one of them behind a gate. */
  private final class Trial {
    final WebHdfs hdfs;
    final Topic plain;
    final Topic gated;
    final String root;
    final String config;
    final StateDirectory state;
    final Sluice sluice;

    Trial(Stack stack, String name) throws IOException {
      KafkaCluster kafka = stack.kafka();
      hdfs = new WebHdfs(stack.hdfs());
      plain = new Topic(kafka.traffic(), name + "-plain", 1, new Encoding.Text());
      gated = new Topic(kafka.traffic(), name + "-gated", 1, new Encoding.Text());
      try (TopicAdmin topics = kafka.topics()) {
        topics.create(plain.name(), 1, 3);
        topics.create(gated.name(), 1, 3);
      }
      root = "/e2e/" + name;
      hdfs.makeDirectory(root);
      hdfs.owner(root, "alice");
      config =
          IngestionProperties.of(
                  name, kafka, stack.hdfs().uri() + root, plain.name() + "," + gated.name())
              .with("value.format", "string")
              .with("split.bytes", "128k")
              .with("commit.timeout", "3s")
              .with("overrides", "gated")
              .with("overrides.gated.topics", gated.name())
              .with("overrides.gated.value.format", Gates.DECODER)
              .with("overrides.gated.schema.file", gates.schemaFile())
              .file(FaultsIT.this.directory);
      state = new StateDirectory(hdfs, root + "/.sluice/" + name);
      sluice = Sluice.local(FaultsIT.this.directory).as("alice").with("-libjars", gates.jar());
    }

    void send() throws IOException {
      plain.send(EVENTS, Codec.NONE);
      gated.send(EVENTS, Codec.NONE);
    }

    /** The directory of the topic without a gate. */
    String directory() {
      return root + "/" + plain.name();
    }

    /**
     * Runs, and does the deed after that topic's task has put its manifest and before any other.
     */
    String runMeeting(int exitCode, long base, Deed deed) throws IOException, InterruptedException {
      gates.close(gated.name());
      Path log = FaultsIT.this.directory.resolve("run.log");
      Process client = sluice.start(log, "run", "--config", config);
      Readiness.await(
          "see a manifest", PATIENCE, List.of(), () -> !state.manifests(base).isEmpty());
      deed.happens();
      gates.open(gated.name());
      assertTrue(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      String output = Files.readString(log);
      assertEquals(exitCode, client.exitValue(), output);
      return output;
    }

    Content landed(Topic topic, String when) throws IOException {
      Path copy = FaultsIT.this.directory.resolve(when + "-" + topic.name());
      return LandedContent.of(hdfs.copy(root + "/" + topic.name(), copy));
    }

    void assertEqual(String when) throws IOException {
      for (Topic topic : List.of(plain, gated)) {
        Comparison comparison = Comparison.of(topic.name(), topic.inKafka(), landed(topic, when));
        assertTrue(comparison.equal(), () -> when + ": " + comparison);
      }
      sluice.expect(0, "verify", "--config", config);
    }
  }

  private static void assertSays(String output, String... phrases) {
    for (String phrase : phrases) {
      assertTrue(output.contains(phrase), () -> "'" + phrase + "' is not in:\n" + output);
    }
  }

  /** Records that {@code verify} says are missing. */
  private static long missing(String output) {
    return Pattern.compile("it is gone with (\\d+) records")
        .matcher(output)
        .results()
        .mapToLong(match -> Long.parseLong(match.group(1)))
        .sum();
  }
}
