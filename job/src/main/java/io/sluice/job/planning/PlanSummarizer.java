package io.sluice.job.planning;

import io.sluice.job.config.PlanningOptions;
import io.sluice.job.planning.PlanSummary.SizeSource;
import io.sluice.job.planning.PlanSummary.TopicForecast;
import io.sluice.job.planning.begin.DescribedTopics;
import io.sluice.job.planning.begin.ReadStart;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.planning.begin.TopicDraft;
import io.sluice.job.planning.work.Demand.Cutting;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Summarizes a plan. */
final class PlanSummarizer {
  private final PlanWriter writer;
  private final Sizes sizes;
  private final PlanningOptions options;
  private final Map<String, Integer> pieces = new HashMap<>();
  private final Map<String, Integer> tasks = new HashMap<>();

  PlanSummarizer(PlanWriter writer, Sizes sizes, PlanningOptions options) {
    this.writer = writer;
    this.sizes = sizes;
    this.options = options;
  }

  PlanSummary planSummary(Plan plan, DescribedTopics topics, Expiry expiry, List<Remark> found) {
    for (PlannedTask task : plan.tasks()) {
      task.pieces().forEach(each -> pieces.merge(topicOf(each), 1, Integer::sum));
      task.pieces().stream()
          .map(PlanSummarizer::topicOf)
          .distinct()
          .forEach(topic -> tasks.merge(topic, 1, Integer::sum));
    }
    List<TopicForecast> forecasts =
        Stream.concat(topics.drafts().stream(), topics.aside().stream())
            .map(this::planSummary)
            .filter(each -> each.lag() > 0 || each.offsets() > 0)
            .toList();
    List<Remark> remarks = new ArrayList<>(found);
    reportBound(forecasts, remarks);
    reportNotCut(topics, remarks);
    return new PlanSummary(forecasts, expiry.expiring(), remarks);
  }

  private static String topicOf(Piece piece) {
    return piece.range().kafkaPartition().topic();
  }

  private TopicForecast planSummary(TopicDraft draft) {
    long offsets = 0;
    double bytes = 0;
    long lag = draft.waiting();
    long left = 0;
    int read = 0;
    SizeSource source = SizeSource.LOG;
    for (ReadStart each : draft.begins()) {
      long taken = writer.end(each) - each.start();
      if (taken > 0) {
        read++;
        SizeSource own = sizes.source(each);
        source = own.compareTo(source) > 0 ? own : source;
      }
      offsets += taken;
      bytes += taken * sizes.bytesPerOffset(each);
      lag += each.lag();
      left += each.end() - writer.end(each);
    }
    return new TopicForecast(
        draft.topic(),
        draft.facts().count(),
        read,
        pieces.getOrDefault(draft.topic(), 0),
        tasks.getOrDefault(draft.topic(), 0),
        offsets,
        Math.round(bytes),
        source,
        lag,
        left);
  }

  private void reportBound(List<TopicForecast> forecasts, List<Remark> remarks) {
    long left = forecasts.stream().mapToLong(TopicForecast::left).sum();
    if (left > 0) {
      long of = forecasts.stream().filter(each -> each.left() > 0).count();
      remarks.add(
          new Remark(
              Remark.Kind.BOUND,
              "",
              "%d offsets of %d topics are left for the next run: this one is bounded by max.map.tasks=%d times split.bytes=%d%s."
                  .formatted(
                      left,
                      of,
                      options.maxMapTasks(),
                      options.splitBytes(),
                      options.maxBytes() == PlanningOptions.UNBOUNDED
                          ? ""
                          : " and by max.bytes.per.run=" + options.maxBytes())));
    }
  }

  private void reportNotCut(DescribedTopics topics, List<Remark> remarks) {
    List<String> large =
        topics.drafts().stream()
            .flatMap(draft -> draft.begins().stream())
            .filter(each -> each.cutting() == Cutting.FORBIDDEN)
            .filter(
                each ->
                    (writer.end(each) - each.start()) * sizes.bytesPerOffset(each)
                        > options.splitBytes())
            .map(each -> each.kafkaPartition().toString())
            .toList();
    if (!large.isEmpty()) {
      remarks.add(
          new Remark(
              Remark.Kind.WARNING,
              "",
              "One task reads all of %s: the records carry no leader epoch (message format before 0.11), so a cut could hide a change of the log."
                  .formatted(large.stream().limit(5).collect(Collectors.joining(", ")))));
    }
  }
}
