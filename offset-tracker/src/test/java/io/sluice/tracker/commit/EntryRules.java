package io.sluice.tracker.commit;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The invariants of one entry, held against the entry before it, the plan of its run, and Kafka's
 * logs.
 */
final class EntryRules {
  private record Place(KafkaPartition kafkaPartition, long offset) {}

  private final World world;
  private final OffsetState before;
  private final OffsetEntry entry;
  private final Map<Generation, Row> last;
  private final Set<KafkaPartition> begun = new HashSet<>();
  private final List<String> violated = new ArrayList<>();

  private EntryRules(
      World world, OffsetState before, OffsetEntry entry, Map<Generation, Row> last) {
    this.world = world;
    this.before = before;
    this.entry = entry;
    this.last = last;
  }

  /**
   * What the entry violates, by name.
   *
   * @param before state of the entry before it
   * @param last record that landed last of each generation, those of this entry included
   */
  static List<String> violated(
      World world, OffsetState before, StoredEntry entry, Map<Generation, Row> last) {
    EntryRules rules = new EntryRules(world, before, entry.offsets(), last);
    for (TopicState topic : rules.entry.state().topics().values()) {
      before.topic(topic.topic()).ifPresent(known -> rules.topicId(known, topic));
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        rules.kafkaPartition(topic, state);
      }
    }
    if (rules.entry instanceof Fence fence) {
      Optional.ofNullable(world.plans.get(fence.fenced())).ifPresent(rules::starts);
    }
    rules.carriedLosses();
    rules.holds();
    if (rules.entry instanceof Ingest) {
      Optional.ofNullable(world.plans.get(rules.entry.runId())).ifPresent(rules::plan);
      rules.startsOfLeft();
    }
    return rules.violated;
  }

  private void violate(String invariant, String how) {
    violated.add(invariant + ": version " + entry.version() + ", " + how);
  }

  /** Offsets of a topic that was created again are no offsets of the one before. */
  private void topicId(TopicState known, TopicState topic) {
    if (known.topicId().isEmpty() || known.topicId().equals(topic.topicId())) {
      return;
    }
    if (topic.topicId().isEmpty()) {
      violate("NewIdNewGeneration", "forgets the ID of " + topic.topic());
    }
    for (KafkaPartitionState old : known.kafkaPartitions().values()) {
      topic
          .kafkaPartition(old.number())
          .filter(state -> state.generation() <= old.generation())
          .ifPresent(
              state ->
                  violate(
                      "NewIdNewGeneration",
                      "%s-%d goes on in generation %d under ID %s, which was %s"
                          .formatted(
                              topic.topic(),
                              old.number(),
                              state.generation(),
                              topic.topicId(),
                              known.topicId())));
    }
  }

  /** A run that is fenced off has begun what was new to the ledger: it begins nowhere else. */
  private void starts(Plan plan) {
    for (PlannedTopic topic : plan.topics()) {
      Optional<TopicState> state = entry.state().topic(topic.topic());
      boolean another =
          before
              .topic(topic.topic())
              .or(() -> state)
              .filter(each -> each.isAnother(topic.topicId()))
              .isPresent();
      for (Plan.PlannedRange range : topic.ranges()) {
        if (!begun.add(new KafkaPartition(topic.topic(), range.kafkaPartition()))) {
          continue;
        }
        boolean kept =
            state
                .flatMap(known -> known.kafkaPartition(range.kafkaPartition()))
                .filter(known -> known.before() <= range.before() || known.generation() > 0)
                .isPresent();
        if (!kept && !another) {
          violate(
              "StartIsKept",
              "%s-%d was to begin at %d"
                  .formatted(topic.topic(), range.kafkaPartition(), range.before()));
        }
      }
    }
  }

  /** What earlier runs on the same head have begun, and left, goes on where the first began it. */
  private void startsOfLeft() {
    Set<String> stood = world.stoodBefore.getOrDefault(entry.runId(), Set.of());
    for (Plan plan : world.plans.values()) {
      if (plan.base() != entry.version() - 1 || plan.runId().equals(entry.runId())) {
        continue;
      }
      if (stood.contains(world.layout.plan(plan.base(), plan.runId()))) {
        starts(plan);
      } else {
        markBegun(plan); // it may have been put before the run looked, or after
      }
    }
  }

  private void markBegun(Plan plan) {
    for (PlannedTopic topic : plan.topics()) {
      topic
          .ranges()
          .forEach(range -> begun.add(new KafkaPartition(topic.topic(), range.kafkaPartition())));
    }
  }

  private void kafkaPartition(TopicState topic, KafkaPartitionState state) {
    Generation generation =
        new Generation(topic.topic(), topic.topicId(), state.number(), state.generation());
    Optional<KafkaPartitionState> was =
        before.topic(topic.topic()).flatMap(known -> known.kafkaPartition(state.number()));
    watermark(generation, was, state);
    for (Gap gap : state.gaps()) {
      if (gap.kind() == Gap.Kind.LOST && !isReported(generation, gap)) {
        violate("LossIsReported", generation + " loses " + gap + " and does not report it");
      }
    }
    epoch(generation, state);
    boolean isNew = was.isEmpty() || was.get().generation() != state.generation();
    if (isNew
        && !world.truth.isGone(topic.topicId())
        && entry instanceof Reset reset
        && reset.reason().toLowerCase(Locale.ROOT).contains("restart")
        && state.after() > world.truth.start(generation)) {
      violate(
          "RestartReadsAll",
          generation + " begins at " + state.after() + ", its log at " + truthStart(generation));
    }
  }

  private long truthStart(Generation generation) {
    return world.truth.start(generation);
  }

  private void watermark(
      Generation generation, Optional<KafkaPartitionState> was, KafkaPartitionState state) {
    Optional<KafkaPartitionState> same =
        was.filter(known -> known.generation() == generation.number());
    if (same.isPresent() && same.get().watermark() > state.watermark()) {
      violate(
          "TrueWatermark",
          "%s goes back from %d to %d"
              .formatted(generation, same.get().watermark(), state.watermark()));
    }
    if (state.watermark() != KafkaPartitionState.NO_WATERMARK
        && !world.truth.isReadUntil(generation, state.after(), state.watermark())) {
      violate(
          "TrueWatermark",
          "%s claims %d at offset %d; an earlier record stands behind"
              .formatted(generation, state.watermark(), state.after()));
    }
  }

  private boolean isReported(Generation generation, Gap gap) {
    return entry.state().losses().stream()
        .anyMatch(
            loss ->
                loss.topic().equals(generation.topic())
                    && loss.kafkaPartition() == generation.kafkaPartition()
                    && loss.generation() == generation.number()
                    && loss.start() <= gap.start()
                    && loss.end() >= gap.end());
  }

  /** A loss is reported until somebody acknowledges it. */
  private void carriedLosses() {
    List<String> carried = entry.state().losses().stream().map(Loss::id).toList();
    for (Loss loss : before.losses()) {
      boolean acknowledged =
          carried.contains(loss.id())
              || world.maintenance().entries().stream()
                  .anyMatch(
                      each ->
                          each.entry() instanceof Acknowledge acknowledge
                              && acknowledge.losses().contains(loss.id()));
      if (!acknowledged) {
        violate("LossIsReported", loss.id() + " is reported no more; nobody acknowledged it");
      }
    }
  }

  /**
   * The last record that landed is of the epoch that the entry says, or of an earlier one where
   * offsets without a record lie between; one without an epoch leaves none.
   */
  private void epoch(Generation generation, KafkaPartitionState state) {
    Row row = last.get(generation);
    if (row == null || isAny(row)) {
      return;
    }
    int epoch = world.truth.epoch(row.serial());
    boolean fits =
        row.offset() == state.after() - 1
            ? epoch == state.leaderEpoch()
            : state.leaderEpoch() == LeaderEpoch.UNKNOWN || epoch <= state.leaderEpoch();
    if (!fits) {
      violate(
          "EpochOfTheLast",
          "%s says epoch %d; its last record is of epoch %d"
              .formatted(generation, state.leaderEpoch(), epoch));
    }
  }

  /**
   * Two tasks have read one log only where the records on both sides of the cut between them have
   * one epoch that is known.
   */
  private void cuts(Plan plan) {
    Map<Place, Row> rows = new HashMap<>();
    for (StagedFile file : entry.files()) {
      for (Row row : world.rows(file).all()) {
        KafkaPartition kafkaPartition =
            new KafkaPartition(row.generation().topic(), row.generation().kafkaPartition());
        rows.put(new Place(kafkaPartition, row.offset()), row);
      }
    }
    for (Plan.PlannedTask task : plan.tasks()) {
      for (Piece piece : task.pieces()) {
        KafkaPartition kafkaPartition = piece.range().kafkaPartition();
        Row before = rows.get(new Place(kafkaPartition, piece.range().start() - 1));
        Row behind = rows.get(new Place(kafkaPartition, piece.range().start()));
        if (before != null && behind != null && !isAny(before) && !isAny(behind)) {
          int epoch = world.truth.epoch(before.serial());
          if (epoch == LeaderEpoch.UNKNOWN || epoch != world.truth.epoch(behind.serial())) {
            violate(
                "OneLife",
                "two tasks have read %s and %s, and no leader epoch shows that it was one log"
                    .formatted(before, behind));
          }
        }
      }
    }
  }

  private static boolean isAny(Row row) {
    return row.serial().equals(Row.ANY);
  }

  private void holds() {
    List<String> carried = before.held().stream().map(Hold::id).toList();
    entry.state().held().stream()
        .filter(held -> !carried.contains(held.id()))
        .forEach(
            held ->
                refuted(held)
                    .ifPresent(why -> violate("HoldHasCause", held.id() + " is held: " + why)));
  }

  private Optional<String> refuted(Hold held) {
    return HoldTruth.refuted(world.truth, held, entry.state(), last);
  }

  private void plan(Plan plan) {
    for (PlannedTopic topic : plan.topics()) {
      budget(topic);
    }
    cuts(plan);
    if (plan.onFailure() == Plan.OnFailure.NONE) {
      try {
        new FailurePolicy(world, plan, entry)
            .violated()
            .ifPresent(why -> violate("FailurePolicyKept", why));
      } catch (IOException e) {
        violate("FailurePolicyKept", e.toString());
      }
    }
  }

  private void budget(PlannedTopic topic) {
    long records = 0;
    long bad = 0;
    for (Plan.PlannedRange range : topic.ranges()) {
      Optional<KafkaPartitionState> state =
          entry
              .state()
              .topic(topic.topic())
              .flatMap(known -> known.kafkaPartition(range.kafkaPartition()));
      records += state.map(KafkaPartitionState::records).orElse(0L);
      bad += state.map(KafkaPartitionState::quarantined).orElse(0L);
    }
    if (bad > topic.errorBudget().minCount()
        && bad > topic.errorBudget().maxRatio() * (records + bad)) {
      violate(
          "BudgetKept",
          "%s lands with %d bad records beside %d, its budget is %s"
              .formatted(topic.topic(), bad, records, topic.errorBudget()));
    }
  }
}
