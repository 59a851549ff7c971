package io.sluice.job.release;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import java.util.List;

/**
 * Releases a Kafka partition that is held at an offset which cannot be read, in the same
 * generation: what is left out is a gap of kind LOST. Behind a corrupt batch reading goes on at the
 * first offset that can be read; if a sound replica is the leader by then, nothing is left out. Of
 * what does not fit into a task's memory the one offset is left out.
 */
final class UnreadableRecord {
  private UnreadableRecord() {}

  static Release release(Held held, OffsetState head, KafkaFacts kafka)
      throws KafkaUnavailableException, CommandFailedException {
    TopicState topic = head.topic(held.topic()).orElseThrow(() -> unknown(held));
    KafkaPartitionState state =
        topic.kafkaPartition(held.kafkaPartition()).orElseThrow(() -> unknown(held));
    KafkaPartition of = new KafkaPartition(held.topic(), held.kafkaPartition());
    // The ID first: the batch of a topic that is gone needs no skipping, whatever is there now.
    boolean isThere =
        Release.describe(held, kafka)
            .filter(facts -> !topic.isAnother(facts.topicId()))
            .isPresent();
    long after = isThere ? after(held, of, state.after(), kafka) : state.after();
    TopicState moved =
        topic.with(
            each -> each.number() == state.number() ? movedTo(after, state) : each.carried());
    return new Release(
        head.carried().with(moved).without(held),
        List.of(new Move(of, state.after(), after)),
        List.of());
  }

  private static long after(Held held, KafkaPartition of, long next, KafkaFacts kafka)
      throws KafkaUnavailableException {
    if (held.cause() == Held.Cause.CORRUPT) {
      return kafka.firstReadable(of, next);
    }
    return held.ranges().stream()
        .filter(range -> range.start() == next)
        .mapToLong(OffsetRange::end)
        .findFirst()
        .orElse(next);
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

  private static CommandFailedException unknown(Held held) {
    return new CommandFailedException(
        ExitCode.USAGE, "Cannot release %s: the ledger has no offsets of it.".formatted(held.id()));
  }
}
