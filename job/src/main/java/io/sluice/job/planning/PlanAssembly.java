package io.sluice.job.planning;

import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.begin.DescribedTopics;
import io.sluice.job.planning.begin.PlanHolds;
import io.sluice.job.planning.begin.ReadStart;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.planning.begin.TopicDraft;
import io.sluice.job.planning.begin.TopicSelection.Birth;
import io.sluice.job.planning.work.Capacity;
import io.sluice.job.planning.work.Demand;
import io.sluice.job.planning.work.Packing;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Creates a plan after the start offset of each Kafka partition is known. */
final class PlanAssembly {
  private final PlanRequest request;
  private final PlanBase base;
  private final String clusterId;
  private final DescribedTopics topics;
  private final long askedAt;
  private final long plannedAt;
  private final PlanHolds holds;
  private final List<Remark> remarks;

  PlanAssembly(
      PlanRequest request,
      PlanBase base,
      String clusterId,
      DescribedTopics topics,
      long askedAt,
      long plannedAt,
      PlanHolds holds,
      List<Remark> remarks) {
    this.request = request;
    this.base = base;
    this.clusterId = clusterId;
    this.topics = topics;
    this.askedAt = askedAt;
    this.plannedAt = plannedAt;
    this.holds = holds;
    this.remarks = remarks;
  }

  Planned assemble(KafkaFacts kafka, LandingSchemas schemas, TopicDirectories directories)
      throws IOException {
    AcceptedBadRecords leniency =
        AcceptedBadRecords.of(request.releases(), topics.drafts(), remarks);
    Capacity capacity =
        new Capacity(
            request.options().splitBytes(),
            request.options().maxMapTasks(),
            request.options().maxBytes());
    List<ReadStart> work =
        topics.drafts().stream()
            .flatMap(draft -> draft.begins().stream())
            .filter(ReadStart::hasWork)
            .toList();
    Set<String> withWork = new TreeSet<>();
    work.forEach(each -> withWork.add(each.topic()));
    Sizes sizes = Sizes.of(kafka, withWork, base.files(), remarks);
    Expiry expiry = Expiry.of(kafka, work, sizes, askedAt, remarks);

    LandableTopics choice =
        new LandableTopics(schemas, directories, visitor(), base.state().topics(), holds, remarks);
    Set<String> all = new TreeSet<>();
    topics.drafts().forEach(draft -> all.add(draft.topic()));
    choice.choose(demands(work, sizes, expiry), all, capacity);
    topics.drafts().stream()
        .filter(draft -> choice.unfit().contains(draft.topic()))
        .forEach(TopicDraft::keepBeginnings);

    PlanWriter writer = new PlanWriter(directories, choice, askedAt, leniency);
    List<PlannedTopic> planned = new ArrayList<>();
    Map<String, String> leftOut = new TreeMap<>(topics.pending());
    for (TopicDraft draft : topics.drafts()) {
      writer.topic(draft).ifPresent(planned::add);
      if (draft.begins().isEmpty() && draft.birth() == Birth.NEW_IN_THE_CONFIGURATION) {
        leftOut.put(draft.topic(), "not begun yet: held, or not each Kafka partition answers");
      }
    }
    UnreadRanges unread = new UnreadRanges(base, request, directories);
    unread.addLost(planned, holds.lostWithTheirTopic());
    unread.addBegun(planned);
    List<PlannedTask> tasks = writer.tasks(Packing.tasks(choice.shares(), capacity));
    Set<String> read = new TreeSet<>();
    choice.shares().forEach(share -> read.add(share.demand().topic()));
    topics.drafts().forEach(draft -> clearPassed(draft, writer));
    read.forEach(holds::clearWithoutOffsets);
    remarks.addAll(holds.news());
    directories.note(read, visitor());

    Plan plan =
        new Plan(
            request.ingestion(),
            request.ledgerId(),
            request.runId(),
            base.version(),
            base.checksum(),
            clusterId,
            request.fileSystem(),
            plannedAt,
            request.onFailure(),
            planned,
            tasks,
            holds.held(),
            losses(planned),
            request.patterns(),
            leftOut.entrySet().stream()
                .map(each -> new LeftOut(each.getKey(), each.getValue()))
                .toList());
    return new Planned(
        plan,
        new PlanSummarizer(writer, sizes, request.options())
            .planSummary(plan, topics, expiry, remarks));
  }

  private void clearPassed(TopicDraft draft, PlanWriter writer) {
    Map<Integer, Long> passed = new TreeMap<>();
    base.state().topic(draft.topic()).stream()
        .flatMap(topic -> topic.kafkaPartitions().values().stream())
        .forEach(each -> passed.put(each.number(), each.after()));
    draft.begins().forEach(each -> passed.put(each.kafkaPartition().number(), writer.end(each)));
    holds.clearPassed(
        draft.topic(),
        range -> passed.getOrDefault(range.kafkaPartition().number(), 0L) >= range.end());
  }

  private TopicDirectories.Visitor visitor() {
    return new TopicDirectories.Visitor(
        request.ingestion(), request.ledgerId(), clusterId, base.version(), request.runId());
  }

  private List<Demand> demands(List<ReadStart> work, Sizes sizes, Expiry expiry) {
    Map<String, Integer> priorities = new TreeMap<>();
    topics.drafts().forEach(each -> priorities.put(each.topic(), each.options().priority()));
    return work.stream()
        .map(
            each ->
                new Demand(
                    each.kafkaPartition(),
                    each.start(),
                    each.end(),
                    sizes.bytesPerOffset(each),
                    expiry.urgency(each),
                    priorities.getOrDefault(each.topic(), 0),
                    each.served(),
                    each.cutting()))
        .toList();
  }

  /** The losses that are not acknowledged, and those that this plan finds. */
  private List<Loss> losses(List<PlannedTopic> planned) {
    List<Loss> losses = new ArrayList<>();
    base.state().losses().stream()
        .filter(each -> !request.acknowledgedLosses().contains(each.id()))
        .forEach(losses::add);
    for (PlannedTopic topic : planned) {
      for (PlannedRange range : topic.ranges()) {
        range.gaps().stream()
            .filter(gap -> gap.kind() == Gap.Kind.LOST)
            .forEach(gap -> losses.add(loss(topic.topic(), range, gap)));
      }
    }
    return losses;
  }

  private Loss loss(String topic, PlannedRange range, Gap gap) {
    return new Loss(
        Loss.idOf(topic, range.kafkaPartition(), range.generation(), gap.start()),
        topic,
        range.kafkaPartition(),
        range.generation(),
        gap.start(),
        gap.end(),
        plannedAt,
        base.version() + 1);
  }
}
