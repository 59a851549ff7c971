package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A record that is some KB on the broker, and more than a task's heap once it is decompressed,
 * beside a healthy topic.
 */
@RealStack
class RecordBombIT {
  private static final int BOMB_BYTES = 300 << 20;
  private static final int HEALTHY = 100;
  private static final byte[] GOOD = "good".getBytes(UTF_8);

  @TempDir Path directory;

  @Test
  void aRecordThatDoesNotFitIntoTheMemoryIsHeldByItsOffsetAndTheRestLands(Stack stack)
      throws IOException {
    Trial trial = new Trial(stack.kafka(), "bomb-local");
    Path landed = Files.createDirectory(directory.resolve("landed"));
    String config = trial.config(directory, landed.toUri().toString());
    Sluice sluice =
        Sluice.local(directory).with(Map.of("SLUICE_OPTS", "-Xmx256m -XX:+UseSerialGC"));

    sluice.expect(3, "run", "--config", config);

    assertEquals(HEALTHY, LandedContent.of(landed.resolve(trial.healthy.name())).size());
    assertEquals(Map.of(0, 3L, 1, 7L), rows(landed.resolve(trial.bombs)));
    String once = sluice.expect(0, "holds", "--config", config);
    assertTrue(once.contains("Cannot read %s-0 from offset 3".formatted(trial.bombs)), once);

    sluice.expect(4, "run", "--config", config);

    String twice = sluice.expect(4, "holds", "--config", config);
    assertTrue(twice.contains(trial.bombs + "/0/memory"), twice);
    assertTrue(twice.contains("leave out offsets 3 to 5, none of which can be read"), twice);
    assertTrue(twice.contains("Cannot read %s-0 from offset 3".formatted(trial.bombs)), twice);

    release(sluice, config, trial.bombs, "retry");
    sluice.expect(4, "run", "--config", config);
    release(sluice, config, trial.bombs, "skip");
    sluice.expect(0, "run", "--config", config);

    assertEquals(Map.of(0, 6L, 1, 7L), rows(landed.resolve(trial.bombs)));
    String verified = sluice.expect(0, "verify", "--against-kafka", "--config", config);
    assertTrue(
        verified.contains("Offsets 3 to 5 of %s-0 did not land".formatted(trial.bombs)), verified);
  }

  @Test
  void theSameOnYarn(Stack stack) throws IOException {
    isFoundByItsOffsetAndTheRestLands(stack, "bomb-yarn", "-XX:+ExitOnOutOfMemoryError");
  }

  /** Takes minutes: all attempts of a task die twice over. */
  @Test
  @EnabledIfSystemProperty(named = "sluice.slow", matches = "true")
  void whereTheProcessesOfTasksDieTheirLaterAttemptsLandTheRestAndFindTheOffset(Stack stack)
      throws IOException {
    isFoundByItsOffsetAndTheRestLands(stack, "bomb-kills", "-XX:OnOutOfMemoryError='kill -9 %p'");
  }

  /** On YARN, in two runs. */
  private void isFoundByItsOffsetAndTheRestLands(Stack stack, String name, String optionOfTasks)
      throws IOException {
    Trial trial = new Trial(stack.kafka(), name);
    String root = "/e2e/" + name;
    String config = trial.config(directory, stack.yarn().uri() + root);
    Sluice sluice =
        Sluice.on(stack.yarn(), directory)
            .with("-D", "mapreduce.map.java.opts=-Xmx256m " + optionOfTasks);

    sluice.expect(3, "run", "--config", config);

    Path copy =
        new WebHdfs(stack.yarn())
            .copy(root + "/" + trial.healthy.name(), directory.resolve("copy"));
    assertEquals(HEALTHY, LandedContent.of(copy).size());

    sluice.expect(4, "run", "--config", config);

    String held = Sluice.on(stack.yarn(), directory).expect(4, "holds", "--config", config);
    assertTrue(held.contains("Cannot read %s-0 from offset 3".formatted(trial.bombs)), held);
  }

  private static Map<Integer, Long> rows(Path topic) throws IOException {
    Map<Integer, Long> rows = new TreeMap<>();
    Content content = LandedContent.of(topic);
    for (int number = 0; number < 2; number++) {
      int of = number;
      rows.put(of, (long) content.where(row -> row.kafkaPartition() == of).size());
    }
    return rows;
  }

  private static void release(Sluice sluice, String config, String topic, String how)
      throws IOException {
    sluice.expect(
        0,
        "holds",
        "--config",
        config,
        "--release",
        topic + "/0/memory",
        "--as",
        how,
        "--reason",
        "seen",
        "--execute");
  }

  /**
   * A healthy topic, and one with three records before a bomb, two in its batch, and three behind
   * that.
   */
  private static final class Trial {
    private final String name;
    private final KafkaCluster kafka;
    private final Topic healthy;
    private final String bombs;

    Trial(KafkaCluster kafka, String name) throws IOException {
      this.name = name;
      this.kafka = kafka;
      this.healthy = new Topic(kafka.traffic(), name + "-healthy", 1, new Encoding.Text());
      this.bombs = name + "-bombs";
      try (TopicAdmin topics = kafka.topics()) {
        topics.create(healthy.name(), 1, 1);
        topics.create(bombs, 2, 1);
      }
      healthy.send(HEALTHY, Codec.NONE);
      try (Producer<byte[], byte[]> small = kafka.traffic().producer(Codec.ZSTD)) {
        send(small, 0, GOOD, GOOD, GOOD);
        sendAsOneBatch(new byte[BOMB_BYTES], GOOD, GOOD);
        send(small, 0, GOOD, GOOD, GOOD);
        send(small, 1, Collections.nCopies(7, GOOD).toArray(byte[][]::new));
      }
    }

    /** The producer closes a batch before it knows how well it is compressed. */
    private void sendAsOneBatch(byte[]... values) throws IOException {
      Map<String, Object> settings =
          Map.of(
              ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
              Integer.MAX_VALUE,
              ProducerConfig.BATCH_SIZE_CONFIG,
              BOMB_BYTES + BOMB_BYTES / 4,
              ProducerConfig.LINGER_MS_CONFIG,
              10_000,
              ProducerConfig.BUFFER_MEMORY_CONFIG,
              2L * BOMB_BYTES);
      try (Producer<byte[], byte[]> producer = kafka.traffic().producer(Codec.ZSTD, settings)) {
        send(producer, 0, values);
      }
    }

    private void send(Producer<byte[], byte[]> producer, int number, byte[]... values)
        throws IOException {
      kafka
          .traffic()
          .send(
              producer,
              Arrays.stream(values)
                  .map(value -> new ProducerRecord<>(bombs, number, "key".getBytes(UTF_8), value))
                  .toList());
    }

    String config(Path directory, String topicsDir) throws IOException {
      return IngestionProperties.of(
              name, kafka, topicsDir, String.join(",", List.of(healthy.name(), bombs)))
          .with("value.format", "string")
          .file(directory);
    }
  }
}
