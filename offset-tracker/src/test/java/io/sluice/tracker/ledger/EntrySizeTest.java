package io.sluice.tracker.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The largest entry that is promised: 10,000 topics, 200,000 Kafka partitions, 100,000 files. */
class EntrySizeTest {
  private static final int TOPICS = 10_000;
  private static final int KAFKA_PARTITIONS = 20;
  private static final int FILES = 10;
  private static final int LARGEST = 10_000_000;

  /** Several times what it takes on two slow cores. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Random random = new Random(3);

  @Test
  void theLargestEntryIsSmallAndQuick() throws IOException {
    Entry entry = new Ingest(Samples.HEADER, state(), files());

    byte[] content = assertTimeout(PATIENCE, () -> EntryCodec.write(entry));
    Entry read = assertTimeout(PATIENCE, () -> EntryCodec.read(content, "/state/ledger/7"));

    assertTrue(content.length <= LARGEST, () -> content.length + " bytes");
    assertEquals(entry, read);
  }

  private OffsetState state() {
    Map<String, TopicState> topics = new HashMap<>();
    for (int t = 0; t < TOPICS; t++) {
      Map<Integer, KafkaPartitionState> states = new HashMap<>();
      for (int n = 0; n < KAFKA_PARTITIONS; n++) {
        long before = anyOf(9);
        long records = anyOf(5);
        states.put(
            n,
            new KafkaPartitionState(
                n,
                before,
                before + records,
                random.nextInt(50),
                0,
                1_795_259_000_000L + t / 100,
                7,
                records,
                0,
                List.of()));
      }
      byte[] id = new byte[32];
      random.nextBytes(id);
      String hash = HexFormat.of().formatHex(id);
      String name = topic(t);
      topics.put(name, new TopicState(name, hash.substring(0, 22), hash, states));
    }
    return new OffsetState(topics, List.of(), List.of(), TopicPatterns.NONE, List.of());
  }

  /** A number of up to so many digits, small ones as often as large ones. */
  private long anyOf(int digits) {
    return (long) Math.pow(10, random.nextDouble() * digits);
  }

  private static String topic(int t) {
    return "team-" + t % 100 + ".events-" + t;
  }

  private List<StagedFile> files() {
    List<StagedFile> files = new ArrayList<>();
    for (int t = 0; t < TOPICS; t++) {
      String directory = "/data/landing/" + topic(t);
      StagedPaths paths =
          new StagedPaths(
              new StagingOwner("web", "k3x9qa7b2c1d", "/data/.sluice/web"),
              6,
              Samples.HEADER.runId(),
              t % 100,
              "0");
      for (int f = 0; f < FILES; f++) {
        String timePartition = "dt=2026-11-21/hour=" + (10 + f);
        String name = paths.finalName(t / 100 * FILES + f, "avro");
        List<StagedFile.Part> parts = new ArrayList<>();
        long records = 0;
        for (int n = f * 2; n < f * 2 + 2; n++) {
          long first = anyOf(9);
          long count = anyOf(5);
          records += count;
          parts.add(new StagedFile.Part(n, first, first + count, count));
        }
        files.add(
            new StagedFile(
                StagedFile.Kind.DATA,
                topic(t),
                0,
                timePartition,
                paths.staged(directory, timePartition, name),
                StagedPaths.landed(directory, timePartition, name),
                random.nextInt(500_000_000),
                records,
                random.nextInt(),
                parts));
      }
    }
    return files;
  }
}
