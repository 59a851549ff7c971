package io.sluice.job.report;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.message.ShellWord;
import io.sluice.tracker.offset.Gap;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The report as text: landed data, what is left, pending decisions, and durations. */
public final class SummaryText {
  private SummaryText() {}

  public static String write(RunReport report) {
    StringBuilder text = new StringBuilder();
    line(text, "%s", report.message());
    if (!report.topics().isEmpty()) {
      int width =
          Math.max(5, report.topics().stream().mapToInt(t -> t.topic().length()).max().orElse(0));
      String form = "  %-" + width + "s %14s %12s %7s %10s  %s";
      line(text, form, "topic", "records", "quarantined", "files", "bytes", "gaps");
      for (TopicReport topic : report.topics()) {
        line(
            text,
            form,
            topic.topic(),
            Units.count(topic.records()),
            Units.count(topic.quarantined()),
            Units.count(topic.files()),
            Units.bytes(topic.bytes()),
            gaps(topic.gaps()));
      }
    }
    for (String left : report.left()) {
      line(text, "  left: %s", left);
    }
    for (Hold held : report.held()) {
      line(text, "  held: %s (%s)", held.message(), held.id());
    }
    for (Loss loss : report.losses()) {
      line(
          text,
          "  lost: %s-%d offsets [%d, %d), expired before they were read (%s). Take note: holds --ack %s --reason TEXT --execute",
          loss.topic(),
          loss.kafkaPartition(),
          loss.start(),
          loss.end(),
          loss.id(),
          ShellWord.of(loss.id()));
    }
    for (String remark : report.remarks()) {
      line(text, "  note: %s", remark);
    }
    StringBuilder stages = new StringBuilder();
    for (RunReport.Stage stage : report.stages()) {
      stages.append(stages.isEmpty() ? "" : ", ").append(stage.name()).append(' ');
      stages.append(Units.duration(Duration.ofMillis(stage.millis())));
    }
    line(
        text,
        "  took %s%s; exit code %d",
        Units.duration(Duration.ofMillis(report.endedAt() - report.startedAt())),
        stages.isEmpty() ? "" : " (" + stages + ")",
        report.exitCode().number());
    return text.toString();
  }

  private static String gaps(Map<Gap.Kind, Long> gaps) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Gap.Kind, Long> gap : gaps.entrySet()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(Units.count(gap.getValue()))
          .append(' ')
          .append(gap.getKey().name().toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String form, Object... values) {
    text.append(ForeignText.format(form, values)).append('\n');
  }
}
