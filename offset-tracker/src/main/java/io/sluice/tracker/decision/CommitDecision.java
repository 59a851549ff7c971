package io.sluice.tracker.decision;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides what a run may commit. It is a pure function of the plan, the state on which the run was
 * planned, and one manifest of each task that has one. For each Kafka partition the contiguous
 * prefix lands; what follows a hole is dropped by whole files; a topic over its error budget is
 * held back as a whole.
 *
 * @param base state that the run was planned on
 * @param state state of the entry to put
 * @param files files of that entry
 * @param left planned ranges that do not land
 */
public record CommitDecision(
    OffsetState base, OffsetState state, List<StagedFile> files, List<UnlandedRange> left) {
  public CommitDecision {
    files = List.copyOf(files);
    left = List.copyOf(left);
  }

  /**
   * Decides.
   *
   * @param manifests of different tasks, each {@linkplain ManifestChoice fitting the plan}
   */
  public static CommitDecision of(Plan plan, OffsetState base, Collection<Manifest> manifests) {
    ReadPieces pieces = new ReadPieces(plan, manifests);
    List<TopicDecision> topics = new ArrayList<>();
    for (PlannedTopic topic : plan.topics()) {
      topics.add(new TopicDecision(topic, base.topic(topic.topic()), pieces));
    }
    boolean nothingLands =
        plan.onFailure() == OnFailure.NONE
            && topics.stream()
                .anyMatch(topic -> topic.hasFailed() || topic.overBudget().isPresent());
    return decide(plan, base, topics, nothingLands ? Landing.NONE : Landing.WHAT_CAN);
  }

  /**
   * The state of a fence. Nothing moves and nothing lands, but topics and Kafka partitions of the
   * plans that are new to the ledger become known, each at its start offset in the first of these
   * plans. Otherwise {@code starting.offsets=latest} would be evaluated again, and the records in
   * between would never be read.
   *
   * @param plans on {@code base}, the oldest first
   */
  public static OffsetState fenced(OffsetState base, Collection<Plan> plans) {
    OffsetState state = base.carried();
    for (Plan plan : plans) {
      ReadPieces nothingRead = new ReadPieces(plan, List.of());
      Map<String, TopicState> topics = new TreeMap<>(state.topics());
      for (PlannedTopic topic : plan.topics()) {
        Optional<TopicState> known = state.topic(topic.topic());
        if (known.isEmpty() || !known.get().isAnother(topic.topicId())) {
          TopicState next = new TopicDecision(topic, known, nothingRead).heldBack();
          topics.put(next.topic(), next);
        }
      }
      state =
          new OffsetState(
              topics,
              state.held(),
              state.losses(),
              plan.patterns(),
              plan.leftOut().stream().map(Plan.LeftOut::topic).toList());
    }
    return state;
  }

  private enum Landing {
    WHAT_CAN,
    NONE
  }

  private static CommitDecision decide(
      Plan plan, OffsetState base, List<TopicDecision> decisions, Landing landing) {
    long version = plan.base() + 1;
    Map<String, TopicState> topics = new TreeMap<>(base.carried().topics());
    Map<String, Hold> held = new LinkedHashMap<>();
    plan.held().forEach(each -> held.put(each.id(), each));
    List<StagedFile> files = new ArrayList<>();
    List<UnlandedRange> left = new ArrayList<>();
    for (TopicDecision decision : decisions) {
      Optional<String> overBudget = decision.overBudget();
      overBudget.ifPresent(
          message -> hold(held, base, decision.overBudgetHold(message, plan.plannedAt(), version)));
      TopicState state;
      if (overBudget.isPresent() || landing == Landing.NONE) {
        decision
            .foundWhereItBegins(plan.plannedAt(), version)
            .forEach(each -> hold(held, base, each));
        state = decision.heldBack();
        left.addAll(overBudget.map(decision::leftWhole).orElseGet(decision::leftToOthers));
      } else {
        decision.found(plan.plannedAt(), version).forEach(each -> hold(held, base, each));
        state = decision.landed(version);
        files.addAll(decision.files());
        left.addAll(decision.left());
      }
      topics.put(state.topic(), state);
    }
    held.values().removeIf(each -> hasPassed(each, topics));
    OffsetState state =
        new OffsetState(
            topics,
            List.copyOf(held.values()),
            losses(plan, base, topics),
            plan.patterns(),
            plan.leftOut().stream().map(Plan.LeftOut::topic).toList());
    return new CommitDecision(base, state, files, left);
  }

  /** A hold that the base has keeps its date. */
  private static void hold(Map<String, Hold> held, OffsetState base, Hold found) {
    Hold kept =
        base.held().stream()
            .filter(before -> before.id().equals(found.id()))
            .findFirst()
            .map(found::since)
            .orElse(found);
    if (found.cause() == Hold.Cause.MEMORY) {
      // The plan has it from the base, for one more try in this run.
      held.put(found.id(), foundBefore(base, found) ? kept : found.triedAlone());
    } else {
      // The plan has kept it for offsets that this run did not read to their end.
      held.merge(found.id(), kept, CommitDecision::withOffsetsOf);
    }
  }

  /** A hold that was found now, about the offsets of the planned one too. */
  private static Hold withOffsetsOf(Hold planned, Hold found) {
    Map<KafkaPartition, OffsetRange> ranges = new LinkedHashMap<>();
    planned.ranges().forEach(each -> ranges.put(each.kafkaPartition(), each));
    for (OffsetRange each : found.ranges()) {
      ranges.merge(
          each.kafkaPartition(),
          each,
          (before, now) ->
              new OffsetRange(
                  now.kafkaPartition(), now.start(), Math.max(before.end(), now.end())));
    }
    return found.ranges().isEmpty() ? planned : found.about(List.copyOf(ranges.values()));
  }

  /** Returns whether this run has read the Kafka partition in a task of its own for this reason. */
  private static boolean foundBefore(OffsetState base, Hold found) {
    return base.held().stream().anyMatch(before -> before.id().equals(found.id()));
  }

  /** Returns whether an offset that did not fit into a task's memory was read now. */
  private static boolean hasPassed(Hold held, Map<String, TopicState> topics) {
    return held.cause() == Hold.Cause.MEMORY
        && !held.ranges().isEmpty()
        && held.ranges().stream()
            .allMatch(
                range ->
                    Optional.ofNullable(topics.get(held.topic()))
                        .flatMap(topic -> topic.kafkaPartition(held.kafkaPartition()))
                        .filter(state -> state.after() >= range.end())
                        .isPresent());
  }

  /**
   * A new loss is reported after the offset has moved past it; until then the next plan finds it.
   */
  private static List<Loss> losses(Plan plan, OffsetState base, Map<String, TopicState> topics) {
    return plan.losses().stream()
        .filter(
            loss ->
                base.losses().stream().anyMatch(known -> known.id().equals(loss.id()))
                    || Optional.ofNullable(topics.get(loss.topic()))
                        .flatMap(topic -> topic.kafkaPartition(loss.kafkaPartition()))
                        .filter(state -> state.after() >= loss.end())
                        .isPresent())
        .toList();
  }

  /**
   * Returns whether an entry must be put: files land, an offset, a gap or a hold has changed, or a
   * Kafka partition, a topic or a pattern is new to the ledger. A watermark alone requires no
   * entry.
   */
  public boolean movesSomething() {
    return !files.isEmpty()
        || !names(state.held(), each -> each.id() + each.waits())
            .equals(names(base.held(), each -> each.id() + each.waits()))
        || !names(state.losses(), Loss::id).equals(names(base.losses(), Loss::id))
        || !state.patterns().equals(base.patterns())
        || !Set.copyOf(state.leftOut()).equals(Set.copyOf(base.leftOut()))
        || state.topics().values().stream().anyMatch(this::moves);
  }

  private static <T> Set<String> names(List<T> list, Function<T, String> name) {
    return list.stream().map(name).collect(Collectors.toSet());
  }

  private boolean moves(TopicState topic) {
    Optional<TopicState> before = base.topic(topic.topic());
    return before.isEmpty()
        || !before.get().topicId().equals(topic.topicId())
        || topic.kafkaPartitions().values().stream().anyMatch(after -> moves(before.get(), after));
  }

  private static boolean moves(TopicState topic, KafkaPartitionState after) {
    return after.before() != after.after() || topic.kafkaPartition(after.number()).isEmpty();
  }
}
