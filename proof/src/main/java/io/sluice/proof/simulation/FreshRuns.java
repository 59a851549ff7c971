package io.sluice.proof.simulation;

import io.sluice.proof.simulation.log.ModelLog;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.store.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks the runs at the end of a history: they must land all that can be read. */
final class FreshRuns {
  private final History history;
  private final Optional<StoredEntry> head;

  FreshRuns(History history) {
    this.history = history;
    try {
      head =
          new Ledger(
                  history.world().files(),
                  history.world().layout(),
                  TestPlans.INGESTION,
                  RetryPolicy.of(history.world().clock(), Duration.ZERO))
              .head();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ledger's progress, fences aside. */
  String progress() {
    return state().held().stream().map(Hold::id).sorted().toList()
        + state().topics().values().stream()
            .flatMap(
                topic ->
                    topic.kafkaPartitions().values().stream()
                        .map(each -> topic.topicId() + each.generation() + "@" + each.after()))
            .toList()
            .toString();
  }

  private OffsetState state() {
    return head.map(entry -> entry.offsets().state()).orElse(OffsetState.EMPTY);
  }

  boolean allHasLanded() {
    return left().isEmpty();
  }

  /** Kafka partitions that are not read to their end, and are not held. */
  List<KafkaPartition> left() {
    OffsetState state = state();
    if (history.profile().onFailure() == OnFailure.NONE
        && state.held().stream().anyMatch(held -> held.cause() == Hold.Cause.ERROR_BUDGET)) {
      return List.of(); // commit.on.failure=none: that topic keeps all from landing
    }
    return history.kafka().kafkaPartitions().stream()
        .filter(each -> !isHeld(state, each))
        .filter(
            each ->
                state
                        .topic(each.topic())
                        .flatMap(topic -> topic.kafkaPartition(each.number()))
                        .map(KafkaPartitionState::after)
                        .orElse(0L)
                    < history.kafka().log(each).map(ModelLog::stable).orElse(0L))
        .toList();
  }

  /** Topics that a run can plan. */
  Set<String> planned() {
    Set<String> planned = new TreeSet<>(history.kafka().topics());
    state().held().forEach(held -> planned.remove(held.topic()));
    return planned;
  }

  private static boolean isHeld(OffsetState state, KafkaPartition each) {
    return state.held().stream()
        .anyMatch(
            held ->
                held.topic().equals(each.topic())
                    && (held.kafkaPartition() == Hold.WHOLE_TOPIC
                        || held.kafkaPartition() == each.number()));
  }
}
