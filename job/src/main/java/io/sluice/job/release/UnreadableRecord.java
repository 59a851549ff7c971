package io.sluice.job.release;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.OffsetKind;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import java.util.List;
import java.util.OptionalLong;

/**
 * Releases a Kafka partition that is held at an offset which cannot be read, in the same
 * generation: what is left out is a gap of kind LOST. Behind a corrupt batch reading goes on at the
 * first offset that can be read; if a sound replica is the leader by then, nothing is left out. Of
 * what does not fit into a task's memory the offsets are left out that the task could not read, or
 * those that the operator names.
 */
final class UnreadableRecord {
  private UnreadableRecord() {}

  /**
   * Works out the release.
   *
   * @param to first offset to read again, as the operator says; empty if the hold says so
   */
  static Release release(Hold held, OptionalLong to, OffsetState head, KafkaFacts kafka)
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
    long after = isThere ? after(held, to, of, state.after(), kafka) : state.after();
    TopicState moved =
        topic.with(
            each -> each.number() == state.number() ? movedTo(after, state) : each.carried());
    return new Release(
        head.carried().with(moved).without(held),
        List.of(new OffsetChange(of, state.after(), after)),
        List.of());
  }

  private static long after(
      Hold held, OptionalLong to, KafkaPartition of, long next, KafkaFacts kafka)
      throws KafkaUnavailableException, CommandFailedException {
    if (to.isPresent()) {
      return checked(held, to.getAsLong(), of, next, kafka);
    }
    if (held.cause() == Hold.Cause.CORRUPT) {
      return kafka.firstReadable(of, next);
    }
    return held.ranges().stream()
        .filter(range -> range.start() == next)
        .mapToLong(OffsetRange::end)
        .findFirst()
        .orElse(next);
  }

  private static long checked(Hold held, long to, KafkaPartition of, long next, KafkaFacts kafka)
      throws KafkaUnavailableException, CommandFailedException {
    long end = Release.known(held, kafka.offsets(OffsetKind.LAST_STABLE, List.of(of)), of);
    if (to <= next || to > end) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "Cannot release %s --to %d: %s is held at offset %d, and Kafka has offsets up to %d of it. Say an offset from %d to %d, the first to read again."
              .formatted(held.id(), to, of, next, end - 1, next + 1, end));
    }
    return to;
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

  private static CommandFailedException unknown(Hold held) {
    return new CommandFailedException(
        ExitCode.USAGE, "Cannot release %s: the ledger has no offsets of it.".formatted(held.id()));
  }
}
