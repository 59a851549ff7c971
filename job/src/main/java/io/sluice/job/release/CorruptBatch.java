package io.sluice.job.release;

import io.sluice.job.kafka.Answer;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.TopicFacts;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Releases a Kafka partition that is held for a corrupt batch: reading goes on at the first offset
 * that can be read, in the same generation, and the skipped offsets are a gap of kind LOST. If a
 * sound replica is the leader by then, nothing is skipped. If a sound replica leads by then,
 * nothing is left out.
 */
final class CorruptBatch {
  private CorruptBatch() {}

  static Release release(Held held, OffsetState head, KafkaFacts kafka)
      throws KafkaUnavailableException, VerbFailedException {
    TopicState topic = head.topic(held.topic()).orElseThrow(() -> unknown(held));
    KafkaPartitionState state =
        topic.kafkaPartition(held.kafkaPartition()).orElseThrow(() -> unknown(held));
    KafkaPartition of = new KafkaPartition(held.topic(), held.kafkaPartition());
    // The id first: the batch of a topic that is gone needs no skipping, whatever is there now.
    long after =
        isStillThere(held, topic, kafka) ? kafka.firstReadable(of, state.after()) : state.after();
    Map<Integer, KafkaPartitionState> states = new TreeMap<>();
    topic.kafkaPartitions().forEach((number, each) -> states.put(number, each.carried()));
    states.put(state.number(), movedTo(after, state));
    Map<String, TopicState> topics = new HashMap<>(head.carried().topics());
    topics.put(topic.topic(), topic.with(states));
    return new Release(
        new OffsetState(
            topics,
            head.held().stream().filter(each -> !each.id().equals(held.id())).toList(),
            head.losses(),
            head.patterns(),
            head.leftOut()),
        List.of(new Move(of, state.after(), after)),
        List.of());
  }

  private static boolean isStillThere(Held held, TopicState topic, KafkaFacts kafka)
      throws KafkaUnavailableException, VerbFailedException {
    Answer<TopicFacts> answer =
        kafka
            .topics(List.of(held.topic()))
            .getOrDefault(
                held.topic(),
                new Answer.NotKnown<>(Answer.Reason.MISSING, "there is no such topic"));
    if (answer instanceof Answer.NotKnown<TopicFacts> none) {
      if (none.reason() == Answer.Reason.MISSING) {
        return false;
      }
      throw new VerbFailedException(
          ExitCode.FAILED,
          "Cannot release %s: Kafka does not describe topic %s: %s. Try again when it does."
              .formatted(held.id(), held.topic(), none.message()));
    }
    String now = answer.known().map(TopicFacts::topicId).orElse("");
    return now.isEmpty() || topic.topicId().isEmpty() || now.equals(topic.topicId());
  }

  private static KafkaPartitionState movedTo(long after, KafkaPartitionState state) {
    return new KafkaPartitionState(
        state.number(),
        state.after(),
        after,
        after == state.after() ? state.leaderEpoch() : LeaderEpoch.UNKNOWN,
        state.generation(),
        state.watermark(),
        state.served(),
        0,
        0,
        after == state.after()
            ? List.of()
            : List.of(Gap.exact(Gap.Kind.LOST, state.after(), after)));
  }

  private static VerbFailedException unknown(Held held) {
    return new VerbFailedException(
        ExitCode.USAGE, "Cannot release %s: the ledger has no offsets of it.".formatted(held.id()));
  }
}
