package io.sluice.job.planning;

import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Plan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The base of a run: the head of the ledger, or an empty ledger.
 *
 * @param version of the head, 0 for an empty ledger
 * @param checksum of the head, empty likewise
 * @param clusterId Kafka's cluster id as the head has it, empty likewise
 * @param fileSystem the head's, empty likewise
 * @param state of the head, including {@code begun}
 * @param files that the head landed, whose sizes are known
 * @param begun Kafka partitions that are not in the head, and that an earlier run on it has
 *     planned: they start at the offset in that plan, and each entry after the head must contain
 *     them
 */
public record PlanBase(
    long version,
    String checksum,
    String clusterId,
    String fileSystem,
    OffsetState state,
    List<StagedFile> files,
    Set<KafkaPartition> begun) {

  public static final PlanBase EMPTY = new PlanBase(0, "", "", "", OffsetState.EMPTY, List.of());

  public PlanBase {
    files = List.copyOf(files);
    begun = Set.copyOf(begun);
  }

  /** A base without earlier plans. */
  public PlanBase(
      long version,
      String checksum,
      String clusterId,
      String fileSystem,
      OffsetState state,
      List<StagedFile> files) {
    this(version, checksum, clusterId, fileSystem, state, files, Set.of());
  }

  /**
   * The same base with the plans of earlier runs on it, none of which has committed anything.
   *
   * @param plans the oldest first
   */
  public PlanBase begunBy(List<Plan> plans) {
    if (plans.isEmpty()) {
      return this;
    }
    OffsetState planned = CommitDecision.fenced(state, plans);
    Set<KafkaPartition> found = new TreeSet<>();
    for (TopicState topic : planned.topics().values()) {
      for (int number : topic.kafkaPartitions().keySet()) {
        if (state.topic(topic.topic()).flatMap(each -> each.kafkaPartition(number)).isEmpty()) {
          found.add(new KafkaPartition(topic.topic(), number));
        }
      }
    }
    return new PlanBase(version, checksum, clusterId, fileSystem, planned, files, found);
  }

  /**
   * The head of a ledger of offsets.
   *
   * @throws IllegalArgumentException if it is not an entry of a ledger of offsets
   */
  public static PlanBase of(StoredEntry head) {
    Entry entry = head.entry();
    if (entry instanceof OffsetEntry offsets) {
      return new PlanBase(
          head.version(),
          head.checksum(),
          entry.header().clusterId(),
          entry.header().fileSystem(),
          offsets.state(),
          offsets.files());
    }
    throw new IllegalArgumentException("Not an entry of a ledger of offsets: " + head.version());
  }

  /** As if a reset to this state had been appended. */
  public PlanBase afterReset(OffsetState reset) {
    return new PlanBase(version + 1, "", clusterId, fileSystem, reset, files);
  }
}
