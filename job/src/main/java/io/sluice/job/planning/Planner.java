package io.sluice.job.planning;

import io.sluice.job.config.FileSystemName;
import io.sluice.job.config.StartingOffsets;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.planning.PlanOutcome.Refusal;
import io.sluice.job.planning.PlanOutcome.Refused;
import io.sluice.job.planning.PlanOutcome.ResetFirst;
import io.sluice.job.planning.begin.DescribedTopics;
import io.sluice.job.planning.begin.OffsetBounds;
import io.sluice.job.planning.begin.OldBrokers;
import io.sluice.job.planning.begin.OldTransactions;
import io.sluice.job.planning.begin.PlanHolds;
import io.sluice.job.planning.begin.ReadStartRules;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.planning.begin.TopicDraft;
import io.sluice.job.planning.begin.TopicRecreation;
import io.sluice.job.planning.begin.TopicSelection.Birth;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plans a run. The order of its requests is part of the protocol: the ID of the cluster, the
 * releases of its brokers; topic IDs; <em>then</em> bounds, the clock read just before the ends;
 * <em>then</em> schemas; then limits.
 */
public final class Planner {
  private static final int SHOWN = 5;
  private static final String NO_LEADER = "it has no leader";

  private final KafkaFacts kafka;
  private final LandingSchemas schemas;
  private final TopicDirectories directories;
  private final InstantSource clock;

  public Planner(
      KafkaFacts kafka, LandingSchemas schemas, TopicDirectories directories, InstantSource clock) {
    this.kafka = kafka;
    this.schemas = schemas;
    this.directories = directories;
    this.clock = clock;
  }

  /**
   * Plans on the head of the ledger.
   *
   * @throws IOException if Kafka as a whole, or the file system, does not answer; no offset has
   *     been moved then
   */
  public PlanOutcome plan(PlanRequest request, PlanBase base) throws IOException {
    String clusterId = kafka.clusterId();
    Optional<Refused> elsewhere = elsewhere(request, base, clusterId);
    if (elsewhere.isPresent()) {
      return elsewhere.orElseThrow();
    }
    Optional<Refused> tooOld =
        OldBrokers.refusal(kafka.releases(), request.options().oldestBroker(), request.ingestion())
            .map(message -> new Refused(Refusal.OLD_BROKERS, message));
    if (tooOld.isPresent()) {
      return tooOld.orElseThrow();
    }
    PlanHolds holds = new PlanHolds(base.state().held(), base.version() + 1, clock.millis());
    List<Remark> remarks = new ArrayList<>();
    DescribedTopics topics =
        DescribedTopics.describe(
            kafka, request.patterns(), base.state(), request.topics(), remarks);
    topics.gone().forEach(holds::gone);
    TopicRecreation recreation = TopicRecreation.find(topics, base.state(), holds, kafka, remarks);
    if (!recreation.restarted().isEmpty()) {
      List<String> names = List.copyOf(recreation.restarted());
      return new ResetFirst(
          recreation.reset(kafka),
          "on.topic.recreated=restart: " + String.join(", ", names),
          names);
    }
    OffsetBounds survey = OffsetBounds.of(kafka, led(topics), clock);
    reportUnreachable(topics, survey, remarks);
    ReadStartRules rules =
        new ReadStartRules(
            base.state().topics(), survey, firstSince(topics, survey), holds, remarks);
    topics.drafts().forEach(rules::begin);
    topics.aside().forEach(rules::passOver);
    OldTransactions.report(kafka, topics, clock.instant(), remarks);
    if (!rules.failing().isEmpty()) {
      return new Refused(Refusal.DATA_LOSS, dataLoss(rules.failing()));
    }
    return new PlanAssembly(
            request, base, clusterId, topics, survey.askedAt(), clock.millis(), holds, remarks)
        .assemble(kafka, schemas, directories);
  }

  private static List<KafkaPartition> led(DescribedTopics topics) {
    List<KafkaPartition> all = new ArrayList<>(topics.led());
    all.addAll(topics.ledAside());
    return all;
  }

  private static Optional<Refused> elsewhere(PlanRequest request, PlanBase base, String clusterId) {
    if (!base.clusterId().isEmpty() && !base.clusterId().equals(clusterId)) {
      return Optional.of(
          new Refused(
              Refusal.OTHER_CLUSTER,
              "Cannot plan %s on Kafka cluster %s: its ledger holds offsets of cluster %s. Correct kafka.bootstrap.servers, or give the other cluster an ingestion of its own."
                  .formatted(request.ingestion(), clusterId, base.clusterId())));
    }
    FileSystemName here = new FileSystemName(request.fileSystem());
    if (!base.fileSystem().isEmpty()
        && !here.isSame(base.fileSystem())
        && request.renamedFrom().filter(new FileSystemName(base.fileSystem())::isSame).isEmpty()) {
      return Optional.of(
          new Refused(
              Refusal.OTHER_FILE_SYSTEM,
              "Cannot plan %s on file system %s: its ledger's files lie on %s. Correct topics.dir and state.dir, or Hadoop's fs.defaultFS. If that file system was only given another name, and these are its directories, say so once: --set file.system.renamed.from=%s."
                  .formatted(
                      request.ingestion(),
                      request.fileSystem(),
                      base.fileSystem(),
                      base.fileSystem())));
    }
    return Optional.empty();
  }

  /** One remark per topic and reason, however many Kafka partitions it has. */
  private static void reportUnreachable(
      DescribedTopics topics, OffsetBounds survey, List<Remark> remarks) {
    Map<String, Map<String, List<Integer>>> numbers = new TreeMap<>();
    for (TopicDraft draft : topics.drafts()) {
      draft.facts().leaderless().forEach(each -> add(numbers, draft.topic(), NO_LEADER, each));
    }
    survey.unknown().forEach((each, why) -> add(numbers, each.topic(), why, each.number()));
    numbers.forEach(
        (topic, reasons) ->
            reasons.forEach(
                (why, which) ->
                    remarks.add(
                        new Remark(
                            Remark.Kind.LEFT_OUT,
                            topic,
                            "Cannot ask Kafka partition %s of topic %s for its offsets: %s. The others are read; the next run tries again."
                                .formatted(listed(which), topic, why)))));
  }

  private static void add(
      Map<String, Map<String, List<Integer>>> numbers, String topic, String why, int number) {
    numbers
        .computeIfAbsent(topic, each -> new TreeMap<>())
        .computeIfAbsent(why, each -> new ArrayList<>())
        .add(number);
  }

  private static String listed(List<Integer> numbers) {
    int more = numbers.size() - SHOWN;
    return numbers.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** For {@code starting.offsets} that is a time. */
  private Map<KafkaPartition, Long> firstSince(DescribedTopics topics, OffsetBounds survey)
      throws IOException {
    Map<KafkaPartition, Long> asked = new HashMap<>();
    for (TopicDraft draft : topics.drafts()) {
      if (draft.birth() == Birth.NEW_IN_THE_CONFIGURATION
          && draft.options().startingOffsets() instanceof StartingOffsets.At at) {
        draft.led().stream()
            .filter(each -> survey.bounds(each).isPresent())
            .forEach(each -> asked.put(each, at.time().toEpochMilli()));
      }
    }
    Map<KafkaPartition, Long> found = new HashMap<>();
    if (!asked.isEmpty()) {
      kafka
          .firstSince(asked)
          .forEach((each, answer) -> answer.known().ifPresent(at -> found.put(each, at)));
    }
    return found;
  }

  private static String dataLoss(List<String> losses) {
    int more = losses.size() - SHOWN;
    return "Cannot go on: %s%s (on.data.loss=fail). Set on.data.loss=skip to land what is left and keep the loss reported, or hold."
        .formatted(
            losses.stream().limit(SHOWN).collect(Collectors.joining("; ")),
            more > 0 ? "; and " + more + " more" : "");
  }
}
