package io.sluice.job.planning.begin;

import io.sluice.job.config.StartingOffsets;
import io.sluice.job.config.TopicPlanningOptions.OnDataLoss;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.planning.begin.ReadStart.Standing;
import io.sluice.job.planning.begin.TopicSelection.Birth;
import io.sluice.job.planning.work.Demand.Cutting;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Determines the start offset of each Kafka partition, or the reason why it is not read. */
public final class ReadStartRules {
  private final Map<String, TopicState> ledger;
  private final OffsetBounds survey;
  private final Map<KafkaPartition, Long> since;
  private final PlanHolds holds;
  private final List<Remark> remarks;
  private final List<String> failing = new ArrayList<>();

  /**
   * Rules for one plan.
   *
   * @param since first offset by {@code starting.offsets=<a timestamp>}; missing if Kafka did not
   *     answer
   */
  public ReadStartRules(
      Map<String, TopicState> ledger,
      OffsetBounds survey,
      Map<KafkaPartition, Long> since,
      PlanHolds holds,
      List<Remark> remarks) {
    this.ledger = ledger;
    this.survey = survey;
    this.since = since;
    this.holds = holds;
    this.remarks = remarks;
  }

  /** Losses that must fail the run. */
  public List<String> failing() {
    return failing;
  }

  public void begin(TopicDraft draft) {
    beginWhatCan(draft);
    Set<KafkaPartition> begun =
        draft.begins().stream().map(ReadStart::kafkaPartition).collect(Collectors.toSet());
    draft.led().stream()
        .filter(each -> !begun.contains(each))
        .forEach(each -> survey.bounds(each).ifPresent(at -> draft.passOver(lag(draft, each, at))));
  }

  /** For a topic that was removed from the plan: none of its present records has landed. */
  public void passOver(TopicDraft aside) {
    for (KafkaPartition each : aside.led()) {
      survey.bounds(each).ifPresent(at -> aside.passOver(at.last() - at.earliest()));
    }
  }

  private long lag(TopicDraft draft, KafkaPartition each, LogBounds at) {
    long next =
        Optional.ofNullable(ledger.get(each.topic()))
            .flatMap(topic -> topic.kafkaPartition(each.number()))
            .map(KafkaPartitionState::after)
            .orElseGet(
                () ->
                    beginsByBounds(draft)
                        ? startingOffset(draft.options().startingOffsets(), each, at)
                        : at.earliest());
    return at.last() - Math.max(next, at.earliest());
  }

  private void beginWhatCan(TopicDraft draft) {
    if (holds.standing(draft.topic(), Hold.WHOLE_TOPIC).isPresent()) {
      return;
    }
    if (beginsByBounds(draft) && !allBoundsKnown(draft)) {
      remarks.add(
          new Remark(
              Remark.Kind.LEFT_OUT,
              draft.topic(),
              "Cannot begin "
                  + draft.topic()
                  + " at starting.offsets yet: not each of its "
                  + draft.facts().count()
                  + " Kafka partitions has a leader that answers. The next run tries again."));
      return;
    }
    for (KafkaPartition each : draft.led()) {
      Optional<Hold> standing = holds.standing(each.topic(), each.number());
      Optional<LogBounds> bounds = survey.bounds(each);
      if (standing.isEmpty() && bounds.isPresent()) {
        begin(draft, each, bounds.orElseThrow());
      }
    }
  }

  private static boolean beginsByBounds(TopicDraft draft) {
    return draft.birth() == Birth.NEW_IN_THE_CONFIGURATION
        && !(draft.options().startingOffsets() instanceof StartingOffsets.Earliest);
  }

  private boolean allBoundsKnown(TopicDraft draft) {
    return draft.facts().leaderless().isEmpty()
        && draft.led().stream()
            .allMatch(
                each ->
                    survey.bounds(each).isPresent()
                        && (since.containsKey(each)
                            || !(draft.options().startingOffsets() instanceof StartingOffsets.At)));
  }

  private void begin(TopicDraft draft, KafkaPartition each, LogBounds bounds) {
    Optional<KafkaPartitionState> state =
        Optional.ofNullable(ledger.get(each.topic()))
            .flatMap(topic -> topic.kafkaPartition(each.number()));
    if (state.isPresent()) {
      goOn(draft, each, bounds, state.orElseThrow());
    } else {
      draft.add(beginNew(draft, each, bounds));
    }
  }

  private ReadStart beginNew(TopicDraft draft, KafkaPartition each, LogBounds bounds) {
    long start =
        draft.birth() == Birth.NEW_IN_THE_CONFIGURATION
            ? startingOffset(draft.options().startingOffsets(), each, bounds)
            : bounds.earliest();
    if (draft.birth() != Birth.NEW_IN_THE_CONFIGURATION && start > 0) {
      remarks.add(
          new Remark(
              Remark.Kind.WARNING,
              each.topic(),
              each
                  + " is new to the ledger and its log begins at offset "
                  + start
                  + ": what lay before has expired or was deleted, and is not counted as lost."));
    }
    return new ReadStart(
        each,
        Standing.NEW,
        start,
        start,
        bounds,
        LeaderEpoch.UNKNOWN,
        0,
        0,
        KafkaPartitionState.NO_WATERMARK,
        Cutting.ALLOWED,
        List.of());
  }

  private long startingOffset(StartingOffsets begin, KafkaPartition each, LogBounds bounds) {
    if (begin instanceof StartingOffsets.Earliest) {
      return bounds.earliest();
    }
    long found = since.getOrDefault(each, KafkaFacts.NONE_SINCE);
    boolean latest = begin instanceof StartingOffsets.Latest || found == KafkaFacts.NONE_SINCE;
    long wanted = latest ? bounds.stable() : found;
    return Math.max(bounds.earliest(), Math.min(wanted, bounds.stable()));
  }

  private void goOn(
      TopicDraft draft, KafkaPartition each, LogBounds bounds, KafkaPartitionState state) {
    long next = state.after();
    if (next > bounds.last()) {
      holds.hold(each.topic(), each.number(), Cause.BEYOND_END, beyondEnd(each, next, bounds));
      return;
    }
    if (next < bounds.earliest() && !skips(draft, each, next, bounds)) {
      return;
    }
    holds.clear(each.topic(), each.number(), Cause.DATA_LOSS);
    long start = Math.max(next, bounds.earliest());
    draft.add(
        new ReadStart(
            each,
            Standing.KNOWN,
            next,
            start,
            bounds,
            state.leaderEpoch(),
            state.generation(),
            state.served(),
            state.watermark(),
            holds.isTriedAlone(each.topic(), each.number()) ? Cutting.ALONE : cutting(state),
            start == next ? List.of() : List.of(Gap.exact(Gap.Kind.LOST, next, start))));
  }

  /** If something was read and no epoch is known, the records have none. */
  private static Cutting cutting(KafkaPartitionState state) {
    return state.leaderEpoch() == LeaderEpoch.UNKNOWN && state.served() > 0
        ? Cutting.FORBIDDEN
        : Cutting.ALLOWED;
  }

  private boolean skips(TopicDraft draft, KafkaPartition each, long next, LogBounds bounds) {
    OnDataLoss policy = draft.options().onDataLoss();
    String lost =
        (bounds.earliest() - next)
            + " offsets of "
            + each
            + ", from "
            + next
            + " to "
            + bounds.earliest()
            + ", expired before they were read";
    if (policy == OnDataLoss.HOLD) {
      String id = Hold.idOf(each.topic(), each.number(), Cause.DATA_LOSS);
      holds.hold(
          each.topic(),
          each.number(),
          Cause.DATA_LOSS,
          "Cannot go on with "
              + each
              + " without a loss: "
              + lost
              + " (on.data.loss=hold). Go on with what is left: holds --release "
              + id
              + " --as skip --reason TEXT --execute; each day more expires.",
          List.of(new OffsetRange(each, next, bounds.earliest())));
    } else if (policy == OnDataLoss.FAIL) {
      failing.add(lost);
    }
    return policy == OnDataLoss.SKIP;
  }

  private static String beyondEnd(KafkaPartition each, long next, LogBounds bounds) {
    return "Cannot read "
        + each
        + " from offset "
        + next
        + ": its log ends at "
        + bounds.last()
        + ", so it was cut or replaced after it was read. See what happened to the topic, then go on at its end (--as skip) or from its beginning (--as restart): holds --release "
        + Hold.idOf(each.topic(), each.number(), Cause.BEYOND_END)
        + " --as skip --reason TEXT --execute.";
  }
}
