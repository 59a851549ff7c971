package io.sluice.job.run;

import io.sluice.job.planning.begin.Remark;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.decision.UnlandedRange;
import io.sluice.tracker.decision.UnlandedRange.Prospect;
import io.sluice.tracker.run.Plan;
import java.util.Collection;
import java.util.List;

/**
 * Something that a run should have read and did not.
 *
 * @param topic empty if it is no single one
 * @param line for people: what, and why
 */
record Unread(String topic, String line, Prospect prospect) {

  static Unread of(Remark remark) {
    return new Unread(
        remark.topic(),
        remark.message(),
        remark.needsChange() ? Prospect.NEEDS_CHANGE : Prospect.NEXT_RUN);
  }

  static Unread of(UnlandedRange left) {
    return new Unread(
        left.range().kafkaPartition().topic(), left.range() + ": " + left.why(), left.prospect());
  }

  static Unread of(Plan.LeftOut leftOut) {
    return new Unread(
        leftOut.topic(), "topic " + leftOut.topic() + ": " + leftOut.reason(), Prospect.NEXT_RUN);
  }

  boolean needsChange() {
    return prospect == Prospect.NEEDS_CHANGE;
  }

  /** The exit code for them: whether the next run is sufficient. */
  static void count(Collection<Unread> all, Collection<ExitCode> codes) {
    if (!all.isEmpty()) {
      codes.add(ExitCode.PARTIAL);
    }
    if (all.stream().anyMatch(Unread::needsChange)) {
      codes.add(ExitCode.NEEDS_DECISION);
    }
  }

  static List<String> lines(Collection<Unread> all) {
    return all.stream().map(Unread::line).toList();
  }

  static long topics(Collection<Unread> all) {
    return all.stream().map(Unread::topic).distinct().count();
  }
}
