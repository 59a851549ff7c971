package io.sluice.job.planning.begin;

import io.sluice.job.config.TopicPlanningOptions.OnTopicRecreated;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.WhichOffset;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Held.Cause;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Topics that were deleted and created again: held, or begun as a new generation. */
public final class Recreation {
  private final OffsetState head;
  private final Map<String, TopicDraft> restarted = new TreeMap<>();

  private Recreation(OffsetState head) {
    this.head = head;
  }

  /** Takes them out of the topics to be planned. */
  public static Recreation find(Topics topics, OffsetState head, HoldBook holds) {
    Recreation recreation = new Recreation(head);
    for (TopicDraft draft : List.copyOf(topics.drafts())) {
      String before = head.topic(draft.topic()).map(TopicState::topicId).orElse("");
      String now = draft.facts().topicId();
      if (before.isEmpty() || now.isEmpty() || before.equals(now)) {
        holds.clear(draft.topic(), Held.WHOLE_TOPIC, Cause.RECREATED);
        continue;
      }
      topics.remove(draft.topic());
      if (draft.options().onTopicRecreated() == OnTopicRecreated.RESTART) {
        recreation.restarted.put(draft.topic(), draft);
      } else {
        holds.hold(
            draft.topic(),
            Held.WHOLE_TOPIC,
            Cause.RECREATED,
            "Cannot go on with topic %s: it was deleted and created again (its id was %s and is %s), so the ledger's offsets are not its own. Release it with holds --release %s --as restart, or set on.topic.recreated=restart."
                .formatted(
                    draft.topic(),
                    before,
                    now,
                    Held.idOf(draft.topic(), Held.WHOLE_TOPIC, Cause.RECREATED)));
      }
    }
    return recreation;
  }

  /** Those that begin a new generation. */
  public Set<String> restarted() {
    return restarted.keySet();
  }

  /** The head's state, reset to the beginning of each new generation. */
  public OffsetState reset(KafkaFacts kafka) throws KafkaUnavailableException {
    List<KafkaPartition> led = new ArrayList<>();
    restarted.values().forEach(draft -> led.addAll(draft.led()));
    Map<KafkaPartition, Long> earliest = new HashMap<>();
    kafka
        .offsets(WhichOffset.EARLIEST, led)
        .forEach((each, answer) -> answer.known().ifPresent(at -> earliest.put(each, at)));
    Map<String, TopicState> topics = new TreeMap<>();
    head.topics().forEach((name, topic) -> topics.put(name, reset(topic, earliest)));
    return new OffsetState(
        topics,
        head.held().stream().filter(held -> !restarted.containsKey(held.topic())).toList(),
        head.losses(),
        head.patterns(),
        head.leftOut());
  }

  private TopicState reset(TopicState topic, Map<KafkaPartition, Long> earliest) {
    TopicDraft draft = restarted.get(topic.topic());
    Map<Integer, KafkaPartitionState> states = new TreeMap<>();
    for (KafkaPartitionState each : topic.kafkaPartitions().values()) {
      KafkaPartition of = new KafkaPartition(topic.topic(), each.number());
      states.put(
          each.number(),
          draft == null ? each.carried() : nextGeneration(each, earliest.getOrDefault(of, 0L)));
    }
    return new TopicState(
        topic.topic(),
        draft == null ? topic.topicId() : draft.facts().topicId(),
        topic.schemaFingerprint(),
        states);
  }

  /** {@code served} is 0: nothing of the new generation was read, so its epoch is not known yet. */
  private static KafkaPartitionState nextGeneration(KafkaPartitionState each, long from) {
    return new KafkaPartitionState(
        each.number(),
        each.after(),
        from,
        LeaderEpoch.UNKNOWN,
        each.generation() + 1,
        KafkaPartitionState.NO_WATERMARK,
        0,
        0,
        0,
        List.of());
  }
}
