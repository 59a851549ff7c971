package io.sluice.tracker.commit;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Checks each entry of the ledger of offsets once, in their order; an entry never changes. */
final class FirstSight {
  private final World world;
  private final Map<KafkaPartition, Long> after = new TreeMap<>();
  private final Map<KafkaPartition, Generation> generations = new HashMap<>();
  private final Map<Generation, Long> firstOffsets = new HashMap<>();
  private final Map<Generation, BitSet> inGaps = new HashMap<>();
  private final Map<Generation, Row> last = new HashMap<>();
  private final List<String> violated = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private OffsetState state = OffsetState.EMPTY;

  FirstSight(World world) {
    this.world = world;
  }

  FirstSight copy(World copied) {
    FirstSight copy = new FirstSight(copied);
    copy.after.putAll(after);
    copy.generations.putAll(generations);
    copy.firstOffsets.putAll(firstOffsets);
    inGaps.forEach((generation, bits) -> copy.inGaps.put(generation, (BitSet) bits.clone()));
    copy.last.putAll(last);
    copy.violated.addAll(violated);
    copy.ids.addAll(ids);
    copy.state = state;
    return copy;
  }

  List<String> violated() {
    return violated;
  }

  /** Holds of the head that wait for a person. */
  List<Hold> waiting() {
    return state.waiting();
  }

  private boolean isHeldOtherwise(Hold held) {
    return state.held().stream()
        .anyMatch(each -> each.topic().equals(held.topic()) && each.cause() != held.cause());
  }

  /** Holds of the head that have no cause any more. */
  List<String> holdsWithoutCause() {
    List<String> without = new ArrayList<>();
    for (Hold held : state.held()) {
      if (held.cause() == Hold.Cause.ERROR_BUDGET && isHeldOtherwise(held)) {
        continue; // no run reads the topic and judges it anew before that is released
      }
      HoldTruth.refuted(world.truth, held, state, last)
          .ifPresent(why -> without.add(held.id() + ": " + why));
    }
    return without;
  }

  Optional<Generation> generation(KafkaPartition kafkaPartition) {
    return Optional.ofNullable(generations.get(kafkaPartition));
  }

  /** Where the head is with a Kafka partition. */
  long after(KafkaPartition kafkaPartition) {
    return after.getOrDefault(kafkaPartition, 0L);
  }

  boolean hasBegun(Generation generation) {
    return firstOffsets.containsKey(generation);
  }

  /** Where a generation begins; before that nothing of it can be lost. */
  long firstOffset(Generation generation) {
    return firstOffsets.getOrDefault(generation, 0L);
  }

  /** Offsets that the entries name as gaps. */
  BitSet inGaps(Generation generation) {
    return inGaps.getOrDefault(generation, new BitSet());
  }

  /** An entry that was held against all rules when it was put. */
  void takeAsKnown(StoredEntry entry) {
    take(entry);
    violated.clear();
  }

  void take(StoredEntry entry) {
    onlyOnItsBase(entry);
    boolean isFirstOfMany = after.isEmpty() && entry.version() > 1;
    int kafkaPartitions = 0;
    idsNeverComeBack(entry);
    Map<Generation, List<Row>> rows = rows(entry);
    Set<Generation> covered = new HashSet<>();
    for (TopicState topic : entry.offsets().state().topics().values()) {
      kafkaPartitions += topic.kafkaPartitions().size();
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        offsetsMeet(entry, topic, state);
        covered.add(advance(entry, topic, state, rows));
      }
    }
    if (kafkaPartitions != after.size()) {
      violate("OffsetsMeet", "version " + entry.version() + " forgot a Kafka partition");
    }
    rows.keySet().stream()
        .filter(generation -> !covered.contains(generation))
        .forEach(
            generation ->
                violate(
                    "NothingLandsTwice",
                    "version " + entry.version() + " lands records of " + generation + " unsaid"));
    if (!isFirstOfMany) {
      violated.addAll(EntryRules.violated(world, state, entry, last));
    }
    state = entry.offsets().state();
  }

  private void violate(String invariant, String how) {
    violated.add(invariant + ": " + how);
  }

  /** Of a topic that was created again the former ID is gone for ever. */
  private void idsNeverComeBack(StoredEntry entry) {
    for (TopicState topic : entry.offsets().state().topics().values()) {
      String id = topic.topicId();
      String was = state.topic(topic.topic()).map(TopicState::topicId).orElse("");
      if (!id.isEmpty() && !id.equals(was) && !ids.add(id)) {
        violate("NewIdNewGeneration", "version " + entry.version() + " goes back to ID " + id);
      }
    }
  }

  private void onlyOnItsBase(StoredEntry entry) {
    String runId = entry.entry() instanceof Fence fence ? fence.fenced() : entry.entry().runId();
    Plan plan = world.plans.get(runId);
    if (plan != null && entry.version() != plan.base() + 1) {
      violate("OnlyOnItsBase", runId + " on " + plan.base() + " stands at " + entry.version());
    }
  }

  private void offsetsMeet(StoredEntry entry, TopicState topic, KafkaPartitionState state) {
    KafkaPartition kafkaPartition = new KafkaPartition(topic.topic(), state.number());
    Long met = after.put(kafkaPartition, state.after());
    if (met != null && met != state.before()) {
      violate(
          "OffsetsMeet",
          kafkaPartition + " at version " + entry.version() + ": " + state + ", was " + met);
    }
  }

  private Map<Generation, List<Row>> rows(StoredEntry entry) {
    Map<Generation, List<Row>> rows = new HashMap<>();
    for (StagedFile file : entry.entry().files()) {
      for (Row row : world.rows(file).all()) {
        rows.computeIfAbsent(row.generation(), key -> new ArrayList<>()).add(row);
      }
    }
    rows.values().forEach(each -> each.sort(Comparator.comparingLong(Row::offset)));
    return rows;
  }

  private Generation advance(
      StoredEntry entry,
      TopicState topic,
      KafkaPartitionState state,
      Map<Generation, List<Row>> rows) {
    Generation generation =
        new Generation(topic.topic(), topic.topicId(), state.number(), state.generation());
    OffsetEntry offsets = entry.offsets();
    boolean moves = offsets instanceof Ingest;
    Generation before =
        generations.put(new KafkaPartition(topic.topic(), state.number()), generation);
    if (before != null && moves && !generation.equals(before)) {
      violate(
          "OneLife",
          "version " + entry.version() + " goes on with " + generation + " behind " + before);
    }
    if (!generation.equals(before)) {
      firstOffsets.put(generation, moves ? state.before() : state.after());
    }
    BitSet gaps = gaps(entry, state, generation);
    List<Row> landing = rows.getOrDefault(generation, List.of());
    if (!moves && (state.before() != state.after() && generation.equals(before))) {
      violate("OffsetsMeet", "version " + entry.version() + " moves offsets of " + generation);
    }
    for (Row row : landing) {
      if (row.offset() < state.before() || row.offset() >= state.after()) {
        violate(
            "NothingLandsTwice",
            "version "
                + entry.version()
                + " lands offset "
                + row.offset()
                + " of "
                + generation
                + " and says ["
                + state.before()
                + ", "
                + state.after()
                + ")");
      }
    }
    oneLife(entry, generation, state, landing);
    inGaps.computeIfAbsent(generation, key -> new BitSet()).or(gaps);
    return generation;
  }

  /** Offsets that the entry names as gaps, each of which must be one. */
  private BitSet gaps(StoredEntry entry, KafkaPartitionState state, Generation generation) {
    BitSet gaps = new BitSet();
    for (Gap gap : state.gaps()) {
      boolean exact = gap.count() == gap.end() - gap.start();
      for (long offset = gap.start(); offset < gap.end(); offset++) {
        if (world.truth.isGap(generation, gap.kind(), offset)) {
          gaps.set((int) offset);
        } else if (exact) {
          violate(
              "NothingIsLost",
              "version "
                  + entry.version()
                  + " names offset "
                  + offset
                  + " of "
                  + generation
                  + " "
                  + gap.kind()
                  + "; it holds a record");
        }
      }
    }
    return gaps;
  }

  /** Behind offsets that were lost it is not known which life the log is in. */
  private void oneLife(
      StoredEntry entry, Generation generation, KafkaPartitionState state, List<Row> landing) {
    boolean lost = state.gaps().stream().anyMatch(gap -> gap.kind() == Gap.Kind.LOST);
    Optional<Row> before = lost ? Optional.empty() : Optional.ofNullable(last.get(generation));
    for (Row row : landing) {
      if (!world.truth.isOf(generation, row.offset(), row.serial())) {
        violate(
            "OneLife",
            "version " + entry.version() + " lands " + row + ", which never stood in that log");
      } else if (before.isPresent()
          && world.truth.hasEpochs(before.get().serial(), row.serial())
          && !world.truth.isOneLife(before.get().serial(), row.serial())) {
        violate(
            "OneLife",
            "version "
                + entry.version()
                + " lands "
                + row
                + " behind "
                + before.get()
                + ", which no log ever held at once");
      }
      before = Optional.of(row);
    }
    if (before.isPresent()) {
      last.put(generation, before.get());
    } else {
      last.remove(generation);
    }
  }
}
