package io.sluice.tracker.entry;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks a topic's IDs from one entry to the next. An ID is never forgotten and never comes back;
 * and offsets of one topic are none of another's, so with another ID each Kafka partition begins a
 * new generation.
 */
public final class TopicSuccession {
  private TopicSuccession() {}

  /** The faults of the later state, in words that follow its version; empty if there is none. */
  public static List<String> faults(TopicState before, TopicState next) {
    List<String> faults = new ArrayList<>();
    if (!next.formerIds().containsAll(before.formerIds())) {
      faults.add("forgets former IDs");
    }
    if (before.topicId().equals(next.topicId()) || before.topicId().isEmpty()) {
      return faults;
    }
    if (next.topicId().isEmpty()) {
      faults.add("forgets its ID");
    } else if (before.formerIds().contains(next.topicId())) {
      faults.add("gives it an ID that it had before");
    } else if (!next.formerIds().contains(before.topicId())) {
      faults.add("does not keep its former ID");
    }
    List<Integer> kept =
        before.kafkaPartitions().values().stream()
            .filter(state -> isKept(state, next))
            .map(KafkaPartitionState::number)
            .toList();
    if (!kept.isEmpty()) {
      faults.add(
          "begins no new generation of Kafka partitions "
              + kept
              + ", so offsets of the former topic pass for offsets of the present one");
    }
    return faults;
  }

  private static boolean isKept(KafkaPartitionState state, TopicState next) {
    return next.kafkaPartition(state.number())
        .filter(known -> known.generation() <= state.generation())
        .isPresent();
  }
}
