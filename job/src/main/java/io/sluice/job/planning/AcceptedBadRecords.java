package io.sluice.job.planning;

import io.sluice.job.planning.begin.ReadStart;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.planning.begin.TopicDraft;
import io.sluice.tracker.entry.MaintenanceEntry.Release;
import io.sluice.tracker.entry.MaintenanceEntry.Release.ReleasedRange;
import io.sluice.tracker.run.Plan.ErrorBudget;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Bad records that an operator has accepted ({@code holds --release ID --as accept-errors}). A
 * topic whose next offsets are in a released range is read up to the end of the range and no
 * further, without an error budget; a later run reads the rest, with a budget. Each range is
 * therefore accepted once: after that the ledger's offset has passed it.
 */
final class AcceptedBadRecords {
  private final Set<String> topics = new HashSet<>();

  private AcceptedBadRecords() {}

  /** Limits the ranges of topics with a released range. */
  static AcceptedBadRecords of(
      List<Release> releases, Collection<TopicDraft> drafts, List<Remark> remarks) {
    AcceptedBadRecords leniency = new AcceptedBadRecords();
    for (TopicDraft draft : drafts) {
      List<ReleasedRange> ranges =
          releases.stream()
              .filter(release -> release.topic().equals(draft.topic()))
              .flatMap(release -> release.ranges().stream())
              .toList();
      if (draft.begins().stream()
          .anyMatch(each -> each.hasWork() && end(each, ranges).isPresent())) {
        draft.replaceAll(each -> each.upTo(end(each, ranges).orElse(each.start())));
        leniency.topics.add(draft.topic());
        remarks.add(
            new Remark(
                Remark.Kind.BOUND,
                draft.topic(),
                "Topic %s is read up to the end of what was released with --as accept-errors: its bad records go into quarantine without counting against errors.max.ratio. What is behind it is for the next run."
                    .formatted(draft.topic())));
      }
    }
    return leniency;
  }

  private static OptionalLong end(ReadStart begin, List<ReleasedRange> ranges) {
    return ranges.stream()
        .filter(
            range ->
                range.covers(begin.kafkaPartition().number(), begin.generation(), begin.start()))
        .mapToLong(ReleasedRange::end)
        .max();
  }

  ErrorBudget budget(TopicDraft draft) {
    return topics.contains(draft.topic()) ? ErrorBudget.ACCEPTED : draft.options().errorBudget();
  }
}
