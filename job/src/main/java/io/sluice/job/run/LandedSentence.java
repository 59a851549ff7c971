package io.sluice.job.run;

import io.sluice.job.report.TopicReport;
import io.sluice.job.report.Units;
import io.sluice.tracker.entry.Hold;
import java.util.ArrayList;
import java.util.List;

/**
 * The first sentence of the report of a run that did not fail.
 *
 * @param run "Run … of …"
 * @param lag offsets that wait in Kafka
 */
record LandedSentence(
    String run, List<TopicReport> topics, List<Unread> unread, List<Hold> held, long lag) {

  /** Of a run whose entry stands as this version. */
  String landed(long version) {
    long records = topics.stream().mapToLong(TopicReport::records).sum();
    int files = topics.stream().mapToInt(TopicReport::files).sum();
    if (files == 0 && hindered()) {
      return nothing();
    }
    long blocked = Unread.topics(unread.stream().filter(Unread::needsChange).toList());
    String left =
        blocked > 0
            ? "; %s cannot be read until the configuration or a right changes"
                .formatted(count(blocked, "topic"))
            : unread.isEmpty() ? "" : "; some ranges are left for the next run";
    return "%s landed %s records in %s files as version %d%s."
        .formatted(run, Units.count(records), Units.count(files), version, left);
  }

  /** Of a run that had nothing to commit. */
  String nothing() {
    if (hindered()) {
      List<String> why = new ArrayList<>();
      if (!unread.isEmpty()) {
        why.add(count(Unread.topics(unread), "topic") + " could not be read");
      }
      long topicsHeld = topicsHeld();
      if (topicsHeld > 0) {
        why.add(count(topicsHeld, "topic") + (topicsHeld == 1 ? " is held" : " are held"));
      }
      String waiting = lag > 0 ? "; " + count(lag, "offset") + " wait in Kafka" : "";
      String first = unread.isEmpty() ? held.get(0).message() : unread.get(0).line();
      return "%s landed nothing: %s%s. %s".formatted(run, String.join(", ", why), waiting, first);
    }
    String kept =
        held.isEmpty()
            ? ""
            : "; %s %s held"
                .formatted(count(topicsHeld(), "topic"), topicsHeld() == 1 ? "is" : "are");
    return run + ": nothing new in Kafka, nothing to do" + kept + ".";
  }

  private boolean hindered() {
    return !unread.isEmpty() || (!held.isEmpty() && lag > 0);
  }

  private long topicsHeld() {
    return held.stream().map(Hold::topic).distinct().count();
  }

  private static String count(long count, String what) {
    return Units.count(count) + " " + what + (count == 1 ? "" : "s");
  }
}
