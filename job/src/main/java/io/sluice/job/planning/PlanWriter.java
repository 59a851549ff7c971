package io.sluice.job.planning;

import io.sluice.job.planning.LandingSchemas.Fixed;
import io.sluice.job.planning.begin.ReadStart;
import io.sluice.job.planning.begin.ReadStart.Standing;
import io.sluice.job.planning.begin.TopicDraft;
import io.sluice.job.planning.begin.TopicSelection.Birth;
import io.sluice.job.planning.work.Bundle;
import io.sluice.job.planning.work.Packing.Slice;
import io.sluice.job.planning.work.Share;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates a plan from the decisions. */
final class PlanWriter {
  private final TopicDirectories directories;
  private final LandableTopics choice;
  private final long askedAt;
  private final AcceptedBadRecords leniency;
  private final Map<KafkaPartition, Long> ends = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private final Map<KafkaPartition, ReadStart> begins = new HashMap<>();

  PlanWriter(
      TopicDirectories directories,
      LandableTopics choice,
      long askedAt,
      AcceptedBadRecords leniency) {
    this.directories = directories;
    this.choice = choice;
    this.askedAt = askedAt;
    this.leniency = leniency;
    for (Share share : choice.shares()) {
      ends.put(share.demand().kafkaPartition(), share.end());
      read.add(share.demand().topic());
    }
  }

  /** The planned end; if nothing is read, the start. */
  long end(ReadStart begin) {
    return ends.getOrDefault(begin.kafkaPartition(), begin.start());
  }

  /** Empty if the plan contains nothing about the topic. */
  Optional<PlannedTopic> topic(TopicDraft draft) {
    List<PlannedRange> ranges =
        draft.begins().stream().filter(this::moves).map(this::range).toList();
    if (ranges.isEmpty() && draft.birth() != Birth.SINCE_THE_HEAD) {
      return Optional.empty();
    }
    draft.begins().forEach(each -> begins.put(each.kafkaPartition(), each));
    Fixed schema = read.contains(draft.topic()) ? choice.schema(draft.topic()) : new Fixed("", "");
    return Optional.of(
        new PlannedTopic(
            draft.topic(),
            draft.topicId(),
            directories.directory(draft.topic()),
            directories.quarantineDirectory(draft.topic()),
            schema.schema(),
            schema.fingerprint(),
            read.contains(draft.topic()) ? choice.layout(draft.topic()) : Map.of(),
            leniency.budget(draft),
            ranges));
  }

  /** Returns whether something is read, lost or new, or the watermark moves. */
  private boolean moves(ReadStart begin) {
    return end(begin) > begin.start()
        || begin.start() > begin.before()
        || begin.standing() == Standing.NEW
        || begin.isIdle();
  }

  private PlannedRange range(ReadStart begin) {
    return new PlannedRange(
        begin.kafkaPartition().number(),
        begin.before(),
        begin.start(),
        end(begin),
        begin.bounds().logEnd(),
        begin.ledgerEpoch(),
        begin.generation(),
        askedAt,
        begin.gaps());
  }

  /** The same order of bytes as the bundles'. */
  List<PlannedTask> tasks(List<Bundle> bundles) {
    Map<KafkaPartition, Integer> order = new HashMap<>();
    choice.shares().forEach(share -> order.put(share.demand().kafkaPartition(), order.size()));
    List<PlannedTask> tasks = new ArrayList<>();
    int group = 0;
    for (Bundle bundle : bundles) {
      Map<String, Integer> groupOfWhole = new HashMap<>();
      List<Piece> pieces = new ArrayList<>();
      for (Slice slice : inReadingOrder(bundle, order)) {
        boolean cut = slice.kind() == Slice.Kind.CUT;
        if (cut || !groupOfWhole.containsKey(slice.demand().topic())) {
          group++;
        }
        int own =
            cut
                ? group
                : Optional.ofNullable(groupOfWhole.putIfAbsent(slice.demand().topic(), group))
                    .orElse(group);
        pieces.add(piece(slice, own));
      }
      tasks.add(new PlannedTask(tasks.size(), Math.round(bundle.bytes()), pieces));
    }
    return tasks;
  }

  /**
   * Topic by topic, the most urgent one first, because a task may reach the deadline before its
   * end.
   */
  private static List<Slice> inReadingOrder(Bundle bundle, Map<KafkaPartition, Integer> order) {
    Map<String, Integer> topics = new HashMap<>();
    for (Slice slice : bundle.slices()) {
      topics.merge(
          slice.demand().topic(),
          order.getOrDefault(slice.kafkaPartition(), Integer.MAX_VALUE),
          Math::min);
    }
    return bundle.slices().stream()
        .sorted(
            Comparator.<Slice>comparingInt(
                    slice -> topics.getOrDefault(slice.demand().topic(), Integer.MAX_VALUE))
                .thenComparing(Slice::kafkaPartition))
        .toList();
  }

  private Piece piece(Slice slice, int group) {
    ReadStart begin = begins.get(slice.kafkaPartition());
    boolean first = begin != null && slice.start() == begin.start();
    return new Piece(
        new OffsetRange(slice.kafkaPartition(), slice.start(), slice.end()),
        first && begin != null ? begin.seekEpoch() : LeaderEpoch.UNKNOWN,
        group);
  }
}
