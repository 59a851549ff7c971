package io.sluice.proof.simulation;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.release.Release;
import io.sluice.job.release.ReleaseMode;
import io.sluice.job.release.Resetting;
import io.sluice.proof.simulation.log.ModelFacts;
import io.sluice.proof.simulation.log.ModelLog;
import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.AppendAnswer.Committed;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.RunId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A person at the ledger of offsets: resets and releases; or anybody who collects. */
final class Operator extends Actor {
  private static final int RELEASES = 4;

  private static int drawn(History history) {
    return history.random().nextInt(12);
  }

  private final History history;
  private final Tracker tracker;
  private final int what;

  private Operator(History history, int what) {
    super("person" + history.scheduler().step());
    this.history = history;
    this.tracker = history.tracker(this, history.store(this));
    this.what = what;
  }

  /** Somebody who does something, with this ledger or with that of the maintenance ledger. */
  static Actor comes(History history) {
    int what = drawn(history);
    return what < 7 ? new Operator(history, what) : new MaintenanceOperator(history);
  }

  /** Somebody who releases something that is held, if anything is. */
  static Actor whoReleases(History history) {
    return new Operator(history, RELEASES);
  }

  @Override
  protected void run() {
    try {
      if (what == 0) {
        if (tracker.orphanCollector().collect().bases() > 0) {
          history.count(Occurrence.COLLECTED);
        }
        return;
      }
      Optional<StoredEntry> head = tracker.recovery().recover();
      if (head.isPresent()) {
        boolean held = !head.get().offsets().state().held().isEmpty();
        if (held && what > 1) {
          release(head.get());
        } else if (what < 4) {
          move(head.get());
        }
      }
    } catch (IOException | CommandFailedException e) {
      history.record(this, "stops", e);
      history.stopped(this, e.toString());
    }
  }

  private String act() {
    return RunId.fresh(history.world().clock(), history.random());
  }

  /** To any offset that Kafka has of it. */
  private void move(StoredEntry head) {
    OffsetState state = head.offsets().state();
    List<KafkaPartition> all =
        history.kafka().kafkaPartitions().stream()
            .filter(
                each ->
                    state
                        .topic(each.topic())
                        .filter(topic -> topic.kafkaPartition(each.number()).isPresent())
                        .isPresent())
            .toList();
    if (all.isEmpty()) {
      return;
    }
    KafkaPartition each = all.get(history.random().nextInt(all.size()));
    ModelLog log = history.kafka().log(each).orElseThrow();
    long to = log.start() + history.random().nextInt((int) (log.stable() - log.start()) + 1);
    Map<String, TopicState> topics = new TreeMap<>(state.carried().topics());
    TopicState topic = state.topic(each.topic()).orElseThrow();
    Map<Integer, KafkaPartitionState> states = new TreeMap<>(topic.carried().kafkaPartitions());
    KafkaPartitionState before = topic.kafkaPartition(each.number()).orElseThrow();
    states.put(each.number(), before.nextGeneration(to));
    topics.put(topic.topic(), topic.with(states));
    Reset reset =
        new Reset(
            history.author().headerAfter(head, act()),
            new OffsetState(
                topics, state.held(), state.losses(), state.patterns(), state.leftOut()),
            "by hand");
    if (tracker.ledger().append(reset) instanceof Committed) {
      history.count(Occurrence.RESET);
    }
  }

  private void release(StoredEntry head) throws IOException, CommandFailedException {
    List<Hold> held = head.offsets().state().held();
    Hold one = held.get(history.random().nextInt(held.size()));
    List<ReleaseMode> ways =
        ReleaseMode.ending(one.cause()).stream()
            .filter(each -> each != ReleaseMode.ACCEPT_ERRORS)
            .toList();
    if (ways.isEmpty()) {
      return;
    }
    ReleaseMode how = ways.get(history.random().nextInt(ways.size()));
    try (KafkaFacts facts =
        new ModelFacts(
            history.kafka(),
            history.metadata(head.offsets().state()),
            () -> {
              history.pass(this);
              history.faultInjector().between(one.topic());
            })) {
      Release release = Release.of(one, how, head.offsets().state(), facts);
      Resetting.append(
          tracker.ledger(), history.author(), head, release, act(), how + " " + one.id());
      history.count(Occurrence.RELEASED);
    }
  }
}
