package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.ingestion.StateDirectory;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job whose history never comes: its Application Master writes it where the history server does
 * not look, as one does that cannot write it because the NameNode is away.
 */
@RealStack
class LostHistoryIT {
  /** Far below the ten minutes for which a client waits for an answer. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @TempDir Path directory;

  @Test
  void theClientOfAJobThatLeftNoHistoryLearnsItsEndFromTheResourceManager(Stack stack)
      throws Exception {
    Topic topic = new Topic(stack.kafka().traffic(), "lost-history", 1, new Encoding.Text());
    try (TopicAdmin topics = stack.kafka().topics()) {
      topics.create(topic.name(), 1, 3);
    }
    topic.send(1000, Codec.NONE);
    String root = "/e2e/lost-history";
    String config =
        IngestionProperties.of(
                "lost-history", stack.kafka(), stack.yarn().uri() + root, topic.name())
            .with("value.format", "string")
            .file(directory);
    Sluice sluice =
        Sluice.on(stack.yarn(), directory)
            .with("-D", "mapreduce.jobhistory.intermediate-done-dir=/tmp/not-the-history-servers");

    StateDirectory state =
        new StateDirectory(new WebHdfs(stack.yarn()), root + "/.sluice/lost-history");
    Path log = directory.resolve("run.log");
    Process client = sluice.start(log, "run", "--config", config);
    await("see the job", () -> Files.readString(log).contains("Job submitted"));
    // Else it would learn of the job's end from the Application Master, in its last seconds.
    signal("STOP", client);
    await("see the job's end", () -> state.isPublished(1) && stack.yarn().containers().isEmpty());
    signal("CONT", client);

    assertTrue(client.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS));
    assertEquals(0, client.exitValue(), Files.readString(log));
    assertTrue(Files.readString(log).contains("left no history"), Files.readString(log));
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    List<String> kill = List.of("kill", "-" + name, String.valueOf(process.pid()));
    assertEquals(0, new ProcessBuilder(kill).start().waitFor());
  }

  private static void await(String what, Readiness.Probe probe) throws IOException {
    Readiness.await(what, LONGEST, List.of(), probe);
  }
}
