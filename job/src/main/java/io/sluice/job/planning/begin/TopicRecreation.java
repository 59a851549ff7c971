package io.sluice.job.planning.begin;

import io.sluice.job.config.TopicPlanningOptions.OnTopicRecreated;
import io.sluice.job.kafka.KafkaAnswer;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.OffsetKind;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Handles topics that were deleted and created again: they are held, or start a new generation. A
 * topic ID never returns, so a broker that answers a former ID has stale metadata.
 */
public final class TopicRecreation {
  private final OffsetState head;
  private final PlanHolds holds;
  private final List<Remark> remarks;
  private final Map<String, TopicDraft> restarted = new TreeMap<>();

  private TopicRecreation(OffsetState head, PlanHolds holds, List<Remark> remarks) {
    this.head = head;
    this.holds = holds;
    this.remarks = remarks;
  }

  /** Removes these topics from the plan, and topics about which brokers disagree. */
  public static TopicRecreation find(
      DescribedTopics topics,
      OffsetState head,
      PlanHolds holds,
      KafkaFacts kafka,
      List<Remark> remarks)
      throws KafkaUnavailableException {
    TopicRecreation recreation = new TopicRecreation(head, holds, remarks);
    Map<TopicDraft, TopicState> others = recreation.others(topics);
    if (!others.isEmpty()) {
      Map<String, KafkaAnswer<String>> byId =
          kafka.namesById(others.values().stream().map(TopicState::topicId).toList());
      others.forEach(
          (draft, known) ->
              recreation.judge(
                  topics,
                  draft,
                  known,
                  byId.getOrDefault(
                      known.topicId(),
                      new KafkaAnswer.NotKnown<>(KafkaAnswer.Reason.UNREACHABLE, "no answer"))));
    }
    return recreation;
  }

  /** Topics with another ID in the answer than in the ledger. */
  private Map<TopicDraft, TopicState> others(DescribedTopics topics) {
    Map<TopicDraft, TopicState> others = new LinkedHashMap<>();
    for (TopicDraft draft : topics.drafts()) {
      TopicState known = head.topics().get(draft.topic());
      if (known == null
          || known.topicId().isEmpty()
          || known.topicId().equals(draft.facts().topicId())) {
        holds.clear(draft.topic(), Hold.WHOLE_TOPIC, Cause.RECREATED);
      } else {
        others.put(draft, known);
      }
    }
    return others;
  }

  private void judge(
      DescribedTopics topics, TopicDraft draft, TopicState known, KafkaAnswer<String> byId) {
    boolean stillThere = byId.known().isPresent();
    boolean gone =
        byId instanceof KafkaAnswer.NotKnown<String> none
            && none.reason() == KafkaAnswer.Reason.MISSING;
    String now = draft.facts().topicId();
    if (now.isEmpty()) {
      judgeWithoutId(topics, draft, stillThere, gone);
      return;
    }
    topics.remove(draft.topic());
    if (known.formerIds().contains(now) || stillThere) {
      leave(
          draft,
          known.formerIds().contains(now)
              ? "a broker answers with topic ID %s, which it had before it was created again"
                  .formatted(now)
              : "a broker answers with topic ID %s, while another still knows the ID %s of the ledger"
                  .formatted(now, known.topicId()));
    } else if (draft.options().onTopicRecreated() == OnTopicRecreated.RESTART) {
      restarted.put(draft.topic(), draft);
    } else {
      String id = Hold.idOf(draft.topic(), Hold.WHOLE_TOPIC, Cause.RECREATED);
      holds.hold(
          draft.topic(),
          Hold.WHOLE_TOPIC,
          Cause.RECREATED,
          "Cannot go on with topic %s: it was deleted and created again (its ID was %s and is %s), so the ledger's offsets are not its own. Read the new topic from its beginning: holds --release %s --as restart --reason TEXT --execute; or set on.topic.recreated=restart."
              .formatted(draft.topic(), known.topicId(), now, id));
    }
  }

  /** An answer without an ID says nothing about the ID in the ledger. */
  private void judgeWithoutId(
      DescribedTopics topics, TopicDraft draft, boolean stillThere, boolean gone) {
    if (stillThere) {
      holds.clear(draft.topic(), Hold.WHOLE_TOPIC, Cause.RECREATED);
    } else if (gone) {
      topics.remove(draft.topic());
      leave(draft, "a broker gives no ID of it, and no topic has the ID of the ledger any more");
    } else if (holds.wasHeld(draft.topic(), Cause.RECREATED)) {
      topics.remove(draft.topic());
    }
  }

  private void leave(TopicDraft draft, String why) {
    remarks.add(
        new Remark(
            Remark.Kind.LEFT_OUT,
            draft.topic(),
            "Cannot read topic %s in this run: %s, so metadata of a broker are stale. The next run tries again."
                .formatted(draft.topic(), why)));
  }

  /** Topics that start a new generation. */
  public Set<String> restarted() {
    return restarted.keySet();
  }

  /** The head's state, reset to the beginning of each new generation. */
  public OffsetState reset(KafkaFacts kafka) throws KafkaUnavailableException {
    List<KafkaPartition> led = new ArrayList<>();
    restarted.values().forEach(draft -> led.addAll(draft.led()));
    Map<String, Map<Integer, Long>> earliest = new TreeMap<>();
    kafka
        .offsets(OffsetKind.EARLIEST, led)
        .forEach(
            (each, answer) ->
                answer
                    .known()
                    .ifPresent(
                        at ->
                            earliest
                                .computeIfAbsent(each.topic(), key -> new TreeMap<>())
                                .put(each.number(), at)));
    OffsetState state = head.carried();
    for (TopicDraft draft : restarted.values()) {
      state =
          state.reset(
              draft.topic(), draft.topicId(), earliest.getOrDefault(draft.topic(), Map.of()));
    }
    return state;
  }
}
