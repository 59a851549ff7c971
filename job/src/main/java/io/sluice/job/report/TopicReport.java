package io.sluice.job.report;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of one entry for one topic.
 *
 * @param kafkaPartitions whose offsets moved
 * @param records landed in data files
 * @param quarantined records
 * @param gaps offsets without a record to land, by kind
 * @param files data and quarantine files
 * @param bytes of those files
 */
public record TopicReport(
    String topic,
    int kafkaPartitions,
    long records,
    long quarantined,
    Map<Gap.Kind, Long> gaps,
    int files,
    long bytes) {

  /** Returns whether more of its records went to quarantine than landed. */
  public boolean isMostlyBad() {
    return quarantined > records;
  }

  /** One report for each topic that the entry touched, in order of their names. */
  public static List<TopicReport> of(OffsetEntry entry) {
    Map<String, FileTotals> totals = FileTotals.byTopic(entry.files());
    List<TopicReport> reports = new ArrayList<>();
    for (TopicState topic : entry.state().topics().values()) {
      int moved = 0;
      long records = 0;
      long quarantined = 0;
      EnumMap<Gap.Kind, Long> gaps = new EnumMap<>(Gap.Kind.class);
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        moved += state.before() == state.after() ? 0 : 1;
        records += state.records();
        quarantined += state.quarantined();
        for (Gap gap : state.gaps()) {
          gaps.merge(gap.kind(), gap.count(), Long::sum);
        }
      }
      FileTotals files = totals.getOrDefault(topic.topic(), new FileTotals(0, 0));
      if (moved > 0 || files.files() > 0) {
        reports.add(
            new TopicReport(
                topic.topic(), moved, records, quarantined, gaps, files.files(), files.bytes()));
      }
    }
    return reports;
  }

  private record FileTotals(int files, long bytes) {
    static Map<String, FileTotals> byTopic(List<StagedFile> files) {
      Map<String, FileTotals> totals = new java.util.HashMap<>();
      for (StagedFile file : files) {
        totals.merge(
            file.topic(),
            new FileTotals(1, file.length()),
            (a, b) -> new FileTotals(a.files + b.files, a.bytes + b.bytes));
      }
      return totals;
    }
  }
}
