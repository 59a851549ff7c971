package io.sluice.tracker.decision;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.Gaps;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Plan.ErrorBudget;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides which part of one planned topic lands. */
final class TopicDecision {
  private final PlannedTopic topic;
  private final Optional<TopicState> base;
  private final ReadPieces pieces;
  private final Map<Integer, KafkaPrefix> prefixes = new TreeMap<>();

  TopicDecision(PlannedTopic topic, Optional<TopicState> base, ReadPieces pieces) {
    this.topic = topic;
    this.base = base;
    this.pieces = pieces;
    for (PlannedRange range : topic.ranges()) {
      prefixes.put(range.kafkaPartition(), KafkaPrefix.of(range, pieces.of(kafkaPartition(range))));
    }
  }

  private KafkaPartition kafkaPartition(PlannedRange range) {
    return new KafkaPartition(topic.topic(), range.kafkaPartition());
  }

  private KafkaPrefix prefix(PlannedRange range) {
    KafkaPrefix prefix = prefixes.get(range.kafkaPartition());
    if (prefix == null) {
      throw new IllegalStateException("No prefix of " + range);
    }
    return prefix;
  }

  /** The reason why the topic is held back as a whole, if it is over its error budget. */
  Optional<String> overBudget() {
    long records = prefixes.values().stream().mapToLong(KafkaPrefix::records).sum();
    long bad = prefixes.values().stream().mapToLong(KafkaPrefix::quarantined).sum();
    ErrorBudget budget = topic.errorBudget();
    return bad > budget.minCount() && bad > budget.maxRatio() * (records + bad)
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Cannot land topic %s: %d of its %d records are bad, more than errors.min.count=%d"
                    + " and errors.max.ratio=%s allow. Correct value.format, the schema or the"
                    + " producer and start a run; or put these bad records into quarantine and land"
                    + " the others: holds --release %s --as accept-errors --reason TEXT --execute",
                topic.topic(),
                bad,
                records + bad,
                budget.minCount(),
                budget.maxRatio(),
                Hold.idOf(topic.topic(), Hold.WHOLE_TOPIC, Hold.Cause.ERROR_BUDGET)))
        : Optional.empty();
  }

  Hold overBudgetHold(String message, long since, long sinceVersion) {
    List<OffsetRange> judged = new ArrayList<>();
    for (PlannedRange range : topic.ranges()) {
      // If these errors are accepted, unknown schemas do not end the range.
      long end = endsByUnknownSchemas(range) ? range.end() : prefix(range).reached();
      if (range.before() < end) {
        judged.add(new OffsetRange(kafkaPartition(range), range.before(), end));
      }
    }
    return holdWhole(Hold.Cause.ERROR_BUDGET, message, since, sinceVersion).about(judged);
  }

  private boolean endsByUnknownSchemas(PlannedRange range) {
    return prefix(range)
        .failure()
        .filter(each -> each.kind() == RangeFailure.Kind.UNKNOWN_SCHEMAS)
        .isPresent();
  }

  /**
   * One hold for all ranges that end because of unknown schemas, because one command releases them.
   */
  private Optional<Hold> unknownSchemas(List<PlannedRange> ranges, long since, long sinceVersion) {
    List<PlannedRange> ended = ranges.stream().filter(this::endsByUnknownSchemas).toList();
    if (ended.isEmpty()) {
      return Optional.empty();
    }
    String message =
        "%s%s Records with unknown schema ids before that offset are in quarantine. If the registry is the wrong one or lags behind, correct schema.registry.url or wait: each run asks again. If the records are garbage, put those whose schema is not found into quarantine, and land the others: holds --release %s --as accept-errors --reason TEXT --execute"
            .formatted(
                prefix(ended.get(0)).failure().map(RangeFailure::message).orElse(""),
                ended.size() == 1
                    ? ""
                    : " The same holds for %d more of its Kafka partitions."
                        .formatted(ended.size() - 1),
                Hold.idOf(topic.topic(), Hold.WHOLE_TOPIC, Hold.Cause.UNKNOWN_SCHEMAS));
    return Optional.of(
        holdWhole(Hold.Cause.UNKNOWN_SCHEMAS, message, since, sinceVersion)
            .about(
                ended.stream()
                    .map(
                        each ->
                            new OffsetRange(
                                kafkaPartition(each), prefix(each).reached(), each.end()))
                    .toList()));
  }

  private Hold holdWhole(Hold.Cause cause, String message, long since, long sinceVersion) {
    return new Hold(
        Hold.idOf(topic.topic(), Hold.WHOLE_TOPIC, cause),
        topic.topic(),
        Hold.WHOLE_TOPIC,
        cause,
        message,
        since,
        sinceVersion);
  }

  /** The reason why a writer refused records of the topic, if one did. */
  private Optional<String> refused() {
    return topic.ranges().stream()
        .flatMap(range -> pieces.of(kafkaPartition(range)).stream())
        .filter(
            read ->
                read instanceof ReadPiece.Missing missing
                    && missing.reason() == ReadPiece.Reason.REFUSED)
        .map(read -> ((ReadPiece.Missing) read).why())
        .findFirst();
  }

  /** Returns whether a range ended early for another reason than the limits of the run. */
  boolean hasFailed() {
    return prefixes.values().stream()
        .anyMatch(prefix -> prefix.stopped().filter(KafkaPrefix.Stop::isFailure).isPresent());
  }

  /**
   * The holds for failures of the readers at the ends of the prefixes, and for those of the
   * writers.
   */
  List<Hold> found(long since, long sinceVersion) {
    List<Hold> held = new ArrayList<>(foundByReaders(since, sinceVersion));
    unknownSchemas(topic.ranges(), since, sinceVersion).ifPresent(held::add);
    return held;
  }

  private List<Hold> foundByReaders(long since, long sinceVersion) {
    List<Hold> held = new ArrayList<>();
    refused()
        .ifPresent(message -> held.add(holdWhole(Hold.Cause.SCHEMA, message, since, sinceVersion)));
    prefixes.forEach(
        (number, prefix) ->
            prefix.stopped().stream()
                .flatMap(stop -> stop.failure().stream())
                .forEach(
                    failure ->
                        cause(failure)
                            .ifPresent(
                                cause ->
                                    held.add(
                                        new Hold(
                                                Hold.idOf(topic.topic(), number, cause),
                                                topic.topic(),
                                                number,
                                                cause,
                                                failure.message(),
                                                since,
                                                sinceVersion)
                                            .about(offsets(number, failure, prefix.reached()))))));
    return held;
  }

  /**
   * The offsets that do not fit into the memory, one where nobody knows where reading may go on;
   * nothing for all other causes.
   */
  private List<OffsetRange> offsets(int number, RangeFailure failure, long reached) {
    if (failure.kind() != RangeFailure.Kind.MEMORY) {
      return List.of();
    }
    long planned =
        topic.ranges().stream()
            .filter(range -> range.kafkaPartition() == number)
            .mapToLong(PlannedRange::end)
            .max()
            .orElse(reached);
    long end = Math.max(reached + 1, Math.min(failure.readableFrom().orElse(reached), planned));
    return List.of(new OffsetRange(new KafkaPartition(topic.topic(), number), reached, end));
  }

  /**
   * The same while the topic is held back: failures behind the ledger's offsets are no reason for a
   * hold, because the next run reads from the ledger's offsets again.
   */
  List<Hold> foundWhereItBegins(long since, long sinceVersion) {
    List<PlannedRange> unmoved =
        topic.ranges().stream().filter(range -> prefix(range).reached() == range.start()).toList();
    List<Hold> held = new ArrayList<>();
    foundByReaders(since, sinceVersion).stream()
        .filter(
            each ->
                each.kafkaPartition() == Hold.WHOLE_TOPIC
                    || unmoved.stream()
                        .anyMatch(range -> range.kafkaPartition() == each.kafkaPartition()))
        .forEach(held::add);
    unknownSchemas(unmoved, since, sinceVersion).ifPresent(held::add);
    return held;
  }

  /**
   * The next plan handles expired offsets and topics that were created again; unknown schemas hold
   * the topic, not a Kafka partition; the other failures end by themselves.
   */
  private static Optional<Hold.Cause> cause(RangeFailure failure) {
    return switch (failure.kind()) {
      case TRUNCATED -> Optional.of(Hold.Cause.TRUNCATED);
      case BEYOND_END -> Optional.of(Hold.Cause.BEYOND_END);
      case CORRUPT -> Optional.of(Hold.Cause.CORRUPT);
      case MEMORY -> Optional.of(Hold.Cause.MEMORY);
      case UNKNOWN_SCHEMAS, EXPIRED, RECREATED, UNREACHABLE, BLOCKED, LIMIT -> Optional.empty();
    };
  }

  /** Files that land if the topic does. */
  List<StagedFile> files() {
    Collection<ReadPiece.Reported> landing =
        prefixes.values().stream().flatMap(prefix -> prefix.pieces().stream()).toList();
    return pieces.files(landing);
  }

  List<UnlandedRange> left() {
    List<UnlandedRange> left = new ArrayList<>();
    for (PlannedRange range : topic.ranges()) {
      KafkaPrefix prefix = prefix(range);
      prefix
          .stopped()
          .ifPresent(
              stop ->
                  left.add(
                      new UnlandedRange(
                          new OffsetRange(kafkaPartition(range), prefix.reached(), range.end()),
                          stop.why(),
                          prospect(stop))));
    }
    return left;
  }

  private static UnlandedRange.Prospect prospect(KafkaPrefix.Stop stop) {
    return stop.failure().stream().anyMatch(each -> each.kind() == RangeFailure.Kind.BLOCKED)
        ? UnlandedRange.Prospect.NEEDS_CHANGE
        : UnlandedRange.Prospect.NEXT_RUN;
  }

  /** Everything planned is left, for one reason. */
  List<UnlandedRange> leftWhole(String why) {
    return topic.ranges().stream()
        .filter(range -> range.before() < range.end())
        .map(
            range ->
                new UnlandedRange(
                    new OffsetRange(kafkaPartition(range), range.before(), range.end()), why))
        .toList();
  }

  /** Everything planned is left, because of its own failure or that of others. */
  List<UnlandedRange> leftToOthers() {
    String others = "another range failed, and commit.on.failure is none";
    return leftWhole(others).stream()
        .map(
            all ->
                Optional.ofNullable(prefixes.get(all.range().kafkaPartition().number()))
                    .flatMap(KafkaPrefix::stopped)
                    .map(stop -> new UnlandedRange(all.range(), stop.why(), prospect(stop)))
                    .orElse(all))
        .toList();
  }

  /** The topic's state after it lands. */
  TopicState landed(long version) {
    boolean hasData = files().stream().anyMatch(file -> file.kind() == StagedFile.Kind.DATA);
    Map<Integer, KafkaPartitionState> states = carried();
    for (PlannedRange range : topic.ranges()) {
      states.put(range.kafkaPartition(), landed(range, prefix(range), version));
    }
    TopicState landed = before().with(states);
    return hasData
        ? landed.withSchema(topic.schemaFingerprint()).withLayout(topic.layout())
        : landed;
  }

  /**
   * The topic's state while it is held back: new Kafka partitions become known, and no offset
   * moves.
   */
  TopicState heldBack() {
    Map<Integer, KafkaPartitionState> states = carried();
    for (PlannedRange range : topic.ranges()) {
      states.computeIfAbsent(range.kafkaPartition(), number -> beginning(range));
    }
    return before().with(states);
  }

  /** The topic's state in the ledger, with the topic ID of the plan. */
  private TopicState before() {
    return base.orElseGet(() -> new TopicState(topic.topic(), "", "", Map.of()))
        .withId(topic.topicId());
  }

  private Map<Integer, KafkaPartitionState> carried() {
    return new TreeMap<>(base.map(state -> state.carried().kafkaPartitions()).orElseGet(Map::of));
  }

  private static KafkaPartitionState beginning(PlannedRange range) {
    return new KafkaPartitionState(
        range.kafkaPartition(),
        range.before(),
        range.before(),
        range.ledgerEpoch(),
        range.generation(),
        KafkaPartitionState.NO_WATERMARK,
        0,
        0,
        0,
        List.of());
  }

  private KafkaPartitionState landed(PlannedRange range, KafkaPrefix prefix, long version) {
    KafkaPartitionState before =
        base.flatMap(state -> state.kafkaPartition(range.kafkaPartition()))
            .orElseGet(() -> beginning(range));
    if (before.after() != range.before()) {
      throw new IllegalStateException(
          "Cannot commit "
              + kafkaPartition(range)
              + ": it was planned from "
              + range.before()
              + " and the ledger is at "
              + before.after());
    }
    // The ledger's epoch ends before a gap: a seek with this epoch behind the gap would fail.
    int epoch = range.start() == range.before() ? range.ledgerEpoch() : LeaderEpoch.UNKNOWN;
    long greatest = PieceOutcome.NO_EVENT_TIME;
    Gaps gaps = new Gaps();
    range.gaps().forEach(gaps::add);
    for (ReadPiece.Reported reported : prefix.pieces()) {
      PieceOutcome outcome = reported.outcome();
      // Behind records without an epoch, a seek with an earlier epoch would fail.
      epoch = outcome.reached() == outcome.range().start() ? epoch : outcome.lastEpoch();
      greatest = Math.max(greatest, outcome.greatestEventTime());
      for (Gap gap : outcome.gaps()) {
        gaps.add(gap);
      }
    }
    return new KafkaPartitionState(
        range.kafkaPartition(),
        range.before(),
        prefix.reached(),
        epoch,
        range.generation(),
        watermark(range, prefix, greatest, before),
        prefix.reached() == range.before() ? before.served() : version,
        prefix.records(),
        prefix.quarantined(),
        gaps.toList());
  }

  /**
   * If everything that was in the log at planning time is read, the watermark is the planner's
   * clock just before it. Otherwise it is the time that was seen. It never moves back within a
   * generation.
   */
  private static long watermark(
      PlannedRange range, KafkaPrefix prefix, long greatest, KafkaPartitionState before) {
    long was =
        before.generation() == range.generation()
            ? before.watermark()
            : KafkaPartitionState.NO_WATERMARK;
    if (prefix.reached() >= range.logEnd()) {
      return Math.max(was, range.askedAt());
    }
    return greatest == PieceOutcome.NO_EVENT_TIME
        ? was
        : Math.max(was, Math.min(range.askedAt(), greatest));
  }
}
