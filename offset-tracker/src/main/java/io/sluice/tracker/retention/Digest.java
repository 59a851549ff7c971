package io.sluice.tracker.retention;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sums of all entries up to one version.
 *
 * @param upTo version of the last entry that it covers, 0 for none
 * @param checksum of that entry
 * @param directories by path
 * @param covered by Kafka partition and generation
 */
public record Digest(
    long upTo, String checksum, Map<String, FilesSum> directories, Map<Life, Covered> covered) {
  public static final Digest NONE = new Digest(0, "", Map.of(), Map.of());

  public Digest {
    directories = Collections.unmodifiableMap(new TreeMap<>(directories));
    covered = Collections.unmodifiableMap(new TreeMap<>(covered));
  }

  /** A Kafka partition in one generation. */
  public record Life(KafkaPartition kafkaPartition, int generation) implements Comparable<Life> {
    @Override
    public int compareTo(Life other) {
      int byKafkaPartition = kafkaPartition.compareTo(other.kafkaPartition);
      return byKafkaPartition != 0
          ? byKafkaPartition
          : Integer.compare(generation, other.generation);
    }
  }

  /**
   * Offsets {@code [start, end)} that were accounted for, and how.
   *
   * @param gaps offsets without a record for us
   */
  public record Covered(long start, long end, long records, long quarantined, long gaps) {}

  /**
   * The same with the entry that follows it. Paths that maintenance has taken or changed are left
   * out.
   */
  public Digest with(StoredEntry entry, Set<String> changed) {
    Map<String, FilesSum> sums = new TreeMap<>(directories);
    for (StagedFile file : entry.entry().files()) {
      if (!changed.contains(file.path())) {
        String directory = file.path().substring(0, file.path().lastIndexOf('/'));
        sums.put(
            directory,
            sums.getOrDefault(directory, FilesSum.none(file.topic(), file.timePartition()))
                .with(file));
      }
    }
    Map<Life, Covered> lives = new TreeMap<>(covered);
    OffsetEntry offsets = entry.offsets();
    for (TopicState topic : offsets.state().topics().values()) {
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        add(lives, new KafkaPartition(topic.topic(), state.number()), state);
      }
    }
    return new Digest(entry.version(), entry.checksum(), sums, lives);
  }

  private static void add(
      Map<Life, Covered> lives, KafkaPartition kafkaPartition, KafkaPartitionState state) {
    Life life = new Life(kafkaPartition, state.generation());
    Covered known = lives.get(life);
    // A reset goes elsewhere without accounting for what lies between.
    boolean moves = state.accounted() == state.after() - state.before();
    if (known == null) {
      long start = moves ? state.before() : state.after();
      known = new Covered(start, start, 0, 0, 0);
    }
    lives.put(
        life,
        new Covered(
            known.start(),
            state.after(),
            known.records() + state.records(),
            known.quarantined() + state.quarantined(),
            known.gaps() + state.accounted() - state.records() - state.quarantined()));
  }
}
