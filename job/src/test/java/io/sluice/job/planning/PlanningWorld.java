package io.sluice.job.planning;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.job.config.PlanningOptions;
import io.sluice.job.config.StartingOffsets;
import io.sluice.job.config.TopicPlanningOptions;
import io.sluice.job.config.TopicPlanningOptions.OnDataLoss;
import io.sluice.job.config.TopicPlanningOptions.OnTopicRecreated;
import io.sluice.job.kafka.FakeKafka;
import io.sluice.job.kafka.KafkaRelease;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.MaintenanceEntry.Release;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.ErrorBudget;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A cluster, a configuration and a ledger, on which plans are made and carried out. */
final class PlanningWorld {
  static final long MEGA = 1 << 20;
  static final int EPOCH_OF_ALL_RECORDS = 3;

  final FakeKafka kafka = new FakeKafka();
  final FakeSchemas schemas = new FakeSchemas();
  final FakeDirectories directories = new FakeDirectories();
  PlanBase base = PlanBase.EMPTY;
  Instant now = Instant.parse("2026-11-21T12:00:00Z");
  TopicPatterns patterns = new TopicPatterns(List.of(), ".*", "");
  String fileSystem = "hdfs://nn";
  Optional<String> renamedFrom = Optional.empty();
  StartingOffsets startingOffsets = new StartingOffsets.Earliest();
  OnDataLoss onDataLoss = OnDataLoss.SKIP;
  OnTopicRecreated onTopicRecreated = OnTopicRecreated.HOLD;
  Map<String, Integer> priorities = new TreeMap<>();
  Set<String> acknowledged = new HashSet<>();
  List<Release> releases = new ArrayList<>();
  String undecided = "";
  long splitBytes = 512 * MEGA;
  int maxMapTasks = 100;
  long maxBytes = PlanningOptions.UNBOUNDED;
  KafkaRelease oldestBroker = KafkaRelease.V2_8;
  int epoch = EPOCH_OF_ALL_RECORDS;

  PlanOutcome outcome() throws IOException {
    InstantSource clock = () -> now;
    return new Planner(kafka, schemas, directories, clock)
        .plan(
            new PlanRequest(
                "20261121T120000Z-abcdef",
                "test",
                "ledger",
                patterns,
                fileSystem,
                renamedFrom,
                OnFailure.PARTIAL,
                new PlanningOptions(
                    splitBytes,
                    maxMapTasks,
                    Duration.ofHours(1),
                    maxBytes,
                    PlanningOptions.UNBOUNDED,
                    oldestBroker),
                this::options,
                acknowledged,
                releases),
            base);
  }

  private TopicPlanningOptions options(String topic) {
    if (topic.equals(undecided)) {
      throw new ConfigurationException("Cannot find out which settings are for it.");
    }
    return new TopicPlanningOptions(
        startingOffsets,
        onDataLoss,
        onTopicRecreated,
        new ErrorBudget(100, 0.001),
        priorities.getOrDefault(topic, 0));
  }

  Planned planned() throws IOException {
    return assertInstanceOf(Planned.class, outcome());
  }

  Plan plan() throws IOException {
    return planned().plan();
  }

  /** Plans, and lands all of it. */
  Plan run() throws IOException {
    Plan plan = plan();
    land(plan);
    return plan;
  }

  /** The ledger as it is once all of a plan has landed. */
  void land(Plan plan) {
    long version = base.version() + 1;
    Map<String, TopicState> topics = new TreeMap<>();
    base.state()
        .topics()
        .forEach(
            (name, topic) -> {
              topics.put(name, topic.carried());
            });
    for (PlannedTopic each : plan.topics()) {
      TopicState topic =
          topics
              .getOrDefault(each.topic(), new TopicState(each.topic(), "", "", Map.of()))
              .withId(each.topicId());
      Map<Integer, KafkaPartitionState> states = new TreeMap<>(topic.kafkaPartitions());
      each.ranges()
          .forEach(
              range ->
                  states.put(
                      range.kafkaPartition(),
                      landed(range, topic.kafkaPartition(range.kafkaPartition()), version)));
      topics.put(
          each.topic(),
          topic
              .with(states)
              .withSchema(
                  each.schemaFingerprint().isEmpty()
                      ? topic.schemaFingerprint()
                      : each.schemaFingerprint())
              .withLayout(each.layout().isEmpty() ? topic.layout() : each.layout()));
    }
    base =
        new PlanBase(
            version,
            "checksum-" + version,
            plan.clusterId(),
            plan.fileSystem(),
            new OffsetState(
                topics,
                plan.held(),
                plan.losses(),
                plan.patterns(),
                plan.leftOut().stream().map(LeftOut::topic).toList()),
            List.of());
  }

  private KafkaPartitionState landed(
      PlannedRange range, Optional<KafkaPartitionState> before, long version) {
    boolean moved = range.end() > range.before();
    boolean read = range.end() > range.start();
    return new KafkaPartitionState(
        range.kafkaPartition(),
        range.before(),
        range.end(),
        read ? epoch : before.map(KafkaPartitionState::leaderEpoch).orElse(LeaderEpoch.UNKNOWN),
        range.generation(),
        range.end() >= range.logEnd() ? range.askedAt() : KafkaPartitionState.NO_WATERMARK,
        moved ? version : before.map(KafkaPartitionState::served).orElse(0L),
        range.end() - range.start(),
        0,
        new ArrayList<>(range.gaps()));
  }

  /** The ledger with a hold more, as a commit or a reader has found it. */
  void hold(String topic, int kafkaPartition, Hold.Cause cause, long since) {
    hold(topic, kafkaPartition, cause, since, UnaryOperator.identity());
  }

  void hold(
      String topic, int kafkaPartition, Hold.Cause cause, long since, UnaryOperator<Hold> changed) {
    List<Hold> held = new ArrayList<>(base.state().held());
    held.add(
        changed.apply(
            new Hold(
                Hold.idOf(topic, kafkaPartition, cause),
                topic,
                kafkaPartition,
                cause,
                "found earlier",
                since,
                base.version())));
    OffsetState state = base.state();
    reset(new OffsetState(state.topics(), held, state.losses(), state.patterns(), state.leftOut()));
  }

  /** The ledger after a reset to this state, or with files that the head landed. */
  void reset(OffsetState state) {
    base =
        new PlanBase(
            base.version() + 1,
            "checksum-reset",
            base.clusterId(),
            base.fileSystem(),
            state,
            base.files());
  }

  void withFiles(StagedFile... files) {
    base =
        new PlanBase(
            base.version(),
            base.checksum(),
            base.clusterId(),
            base.fileSystem(),
            base.state(),
            List.of(files));
  }

  static PlannedRange range(Plan plan, String topic, int number) {
    return find(plan, topic, number)
        .orElseThrow(() -> new AssertionError(topic + "-" + number + " is not in " + plan));
  }

  static Optional<PlannedRange> find(Plan plan, String topic, int number) {
    return plan.topics().stream()
        .filter(each -> each.topic().equals(topic))
        .flatMap(each -> each.ranges().stream())
        .filter(each -> each.kafkaPartition() == number)
        .findFirst();
  }

  static List<String> readTopics(Plan plan) {
    return plan.tasks().stream()
        .flatMap(task -> task.pieces().stream())
        .map(piece -> piece.range().kafkaPartition().topic())
        .distinct()
        .sorted()
        .toList();
  }

  static Gap lost(long start, long end) {
    return Gap.exact(Gap.Kind.LOST, start, end);
  }
}
