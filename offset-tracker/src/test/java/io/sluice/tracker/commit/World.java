package io.sluice.tracker.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.ManualClock;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.Patience;
import io.sluice.tracker.store.StagingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that outlives processes: the file system, Kafka's log, and what was told to people. Also
 * remembers what the invariants need to know of the past.
 */
public final class World {
  /** What a client said of its run. */
  public record Word(String runId, RunOutcome outcome) {}

  final ManualClock clock = new ManualClock();
  final MemoryStore files = new MemoryStore(clock);
  final Layout layout = new Layout("/state");

  /** End of the log of each Kafka partition; each offset is a record. */
  final Map<KafkaPartition, Long> log = new TreeMap<>();

  /** Base of each run whose plan was put or tried to be put. */
  final Map<String, Long> runs = new TreeMap<>();

  /** Staged files that were closed at some time. */
  final Set<String> staged = new TreeSet<>();

  final List<Word> words = new ArrayList<>();

  /** A world with some records of two topics in Kafka. */
  public World() {
    append("orders", 0, 40);
    append("orders", 1, 10);
    append("orders", 2, 10);
    append("clicks", 0, 10);
  }

  private World(Map<KafkaPartition, Long> log) {
    this.log.putAll(log);
  }

  /**
   * A world in which nothing has run yet.
   *
   * @param log end of the log of each Kafka partition
   */
  public static World of(Map<KafkaPartition, Long> log) {
    return new World(log);
  }

  public MemoryStore files() {
    return files;
  }

  public Layout layout() {
    return layout;
  }

  /** Producers append records. */
  public void append(String topic, int number, long records) {
    log.merge(new KafkaPartition(topic, number), records, Long::sum);
  }

  /** Producers append to every Kafka partition. */
  public void appendEverywhere() {
    log.replaceAll((kafkaPartition, end) -> end + 10);
  }

  /** Hears that a run put its plan, or tried to. */
  public void planned(String runId, long base) {
    runs.put(runId, base);
  }

  /** Hears what a client said of its run. */
  public void told(String runId, RunOutcome outcome) {
    words.add(new Word(runId, outcome));
  }

  /** Hears what was done to the file system. */
  public void done(String call) {
    if (call.startsWith("close ")) {
      staged.add(call.substring("close ".length()));
    }
  }

  /** The protocol classes of one process, on this world seen through {@code store}. */
  public Tracker tracker(StagingStore store) {
    return new Tracker(
        TestPlans.INGESTION,
        store,
        layout,
        new Author(clock, "test", "me"),
        new Patience(clock, Duration.ofMinutes(10), clock),
        1,
        new Random(words.size()));
  }

  /** The same world, of which nobody here hears any more. */
  public World copy() {
    World copy = new World();
    copy.log.putAll(log);
    copy.runs.putAll(runs);
    copy.staged.addAll(staged);
    copy.words.addAll(words);
    for (String path : files.paths()) {
      files.read(path).ifPresent(content -> copy.files.putIfAbsent(path, content));
    }
    return copy;
  }

  /** Each record that a reader of the topics' directories sees, as often as it is there. */
  List<String> landedRecords() {
    List<String> records = new ArrayList<>();
    for (String path : files.paths()) {
      if (path.startsWith("/data/") && path.endsWith(".txt")) {
        records.addAll(records(path));
      }
    }
    return records;
  }

  /** Records in a file, which may be absent. */
  List<String> records(String path) {
    return files
        .read(path)
        .map(content -> new String(content, UTF_8).lines().toList())
        .orElse(List.of());
  }

  static String record(KafkaPartition kafkaPartition, long offset) {
    return kafkaPartition.topic() + " " + kafkaPartition.number() + " " + offset;
  }
}
