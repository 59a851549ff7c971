package io.sluice.job.plan;

import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.PlanSummary;
import io.sluice.job.planning.PlanSummary.Expiring;
import io.sluice.job.planning.PlanSummary.TopicForecast;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.report.Units;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.message.ShellWord;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan for people. Long lists are cut and say so; all of it is in the JSON form. */
public final class PlanText {
  private static final int ROWS = 40;
  private static final int SIZE_BY = 7;
  private static final int TOPICS_PER_TASK = 3;

  private final Plan plan;
  private final PlanSummary planSummary;
  private final StringBuilder text = new StringBuilder();

  private PlanText(Planned planned) {
    plan = planned.plan();
    planSummary = planned.planSummary();
  }

  /** All topics. */
  public static String of(Planned planned) {
    PlanText text = new PlanText(planned);
    text.headline();
    text.topics();
    text.tasks();
    text.expiring(planned.planSummary().expiring());
    text.waiting();
    text.remarks();
    return text.text.toString();
  }

  /** One topic, each of its pieces. */
  public static String ofTopic(Planned planned, String topic) {
    PlanText text = new PlanText(planned);
    text.topic(topic);
    return text.text.toString();
  }

  private void headline() {
    if (plan.tasks().isEmpty()) {
      boolean waits = planSummary.lag() > 0 || planSummary.leavesSomethingOut();
      line(
          "%s for %s, on version %d of its ledger.",
          waits ? "A run would read nothing" : "Nothing to read", plan.ingestion(), plan.base());
    } else {
      line(
          "A run of %s, on version %d of its ledger, would read %s offsets, about %s, in %s.",
          plan.ingestion(),
          plan.base(),
          Units.count(planSummary.offsets()),
          Units.bytes(planSummary.bytes()),
          plan.tasks().size() == 1 ? "1 task" : Units.count(plan.tasks().size()) + " tasks");
    }
    line("Lag: %s offsets.", Units.count(planSummary.lag()));
  }

  private void topics() {
    if (planSummary.topics().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "topic",
            "Kafka partitions",
            "read",
            "pieces",
            "tasks",
            "offsets",
            "bytes",
            "by",
            "lag",
            "left"));
    planSummary.topics().stream().limit(ROWS).forEach(each -> rows.add(row(each)));
    StringBuilder form = new StringBuilder(" ");
    for (int column = 0; column < rows.get(0).size(); column++) {
      int at = column;
      int width = rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
      form.append(at == 0 || at == SIZE_BY ? "  %-" : "  %");
      form.append(width).append('s');
    }
    line("");
    rows.forEach(row -> line(form.substring(1), row.toArray()));
    more(planSummary.topics().size(), "topics");
  }

  private static List<String> row(TopicForecast each) {
    return List.of(
        each.topic(),
        Units.count(each.kafkaPartitions()),
        Units.count(each.read()),
        Units.count(each.pieces()),
        Units.count(each.tasks()),
        Units.count(each.offsets()),
        Units.bytes(each.bytes()),
        each.sizeSource().name().toLowerCase(Locale.ROOT),
        Units.count(each.lag()),
        Units.count(each.left()));
  }

  private void tasks() {
    if (plan.tasks().isEmpty()) {
      return;
    }
    line("");
    line("  %4s %9s %7s %6s  %s", "task", "bytes", "pieces", "groups", "topics");
    plan.tasks().stream().limit(ROWS).forEach(this::task);
    more(plan.tasks().size(), "tasks");
  }

  private void task(PlannedTask task) {
    List<String> topics = task.pieces().stream().map(PlanText::topicOf).distinct().toList();
    int others = topics.size() - TOPICS_PER_TASK;
    line(
        "  %4d %9s %7s %6s  %s%s",
        task.number(),
        Units.bytes(task.bytes()),
        Units.count(task.pieces().size()),
        Units.count(task.pieces().stream().map(Piece::fileGroup).distinct().count()),
        topics.stream().limit(TOPICS_PER_TASK).collect(Collectors.joining(", ")),
        others > 0 ? " and " + Units.count(others) + " more" : "");
  }

  private void topic(String topic) {
    List<TopicForecast> known =
        planSummary.topics().stream().filter(each -> each.topic().equals(topic)).toList();
    if (known.isEmpty()) {
      line("Nothing to read of topic %s.", topic);
    }
    for (TopicForecast each : known) {
      line(
          "Of topic %s a run would read %s offsets, about %s (by %s), of %s of %s Kafka partitions; lag %s, left %s.",
          topic,
          Units.count(each.offsets()),
          Units.bytes(each.bytes()),
          each.sizeSource().name().toLowerCase(Locale.ROOT),
          Units.count(each.read()),
          Units.count(each.kafkaPartitions()),
          Units.count(each.lag()),
          Units.count(each.left()));
    }
    for (PlannedTask task : plan.tasks()) {
      for (Piece piece : task.pieces()) {
        if (topicOf(piece).equals(topic)) {
          line(
              "  task %d, file group %d: Kafka partition %d, offsets [%d, %d)",
              task.number(),
              piece.fileGroup(),
              piece.range().kafkaPartition().number(),
              piece.range().start(),
              piece.range().end());
        }
      }
    }
    waiting(plan).stream().filter(each -> each.topic().equals(topic)).forEach(this::held);
    plan.losses().stream().filter(each -> each.topic().equals(topic)).forEach(this::lost);
    expiring(
        planSummary.expiring().stream()
            .filter(each -> each.range().kafkaPartition().topic().equals(topic))
            .toList());
    planSummary.remarks().stream().filter(each -> each.topic().equals(topic)).forEach(this::remark);
  }

  private void expiring(List<Expiring> expiring) {
    if (expiring.isEmpty()) {
      return;
    }
    line("");
    line("  About to expire:");
    expiring.stream()
        .limit(ROWS)
        .forEach(
            each ->
                line(
                    "  %s offsets of %s, [%d, %d), within %s",
                    Units.count(each.range().length()),
                    each.range().kafkaPartition(),
                    each.range().start(),
                    each.range().end(),
                    Units.duration(each.within())));
    more(expiring.size(), "Kafka partitions");
  }

  private static List<Hold> waiting(Plan plan) {
    return plan.held().stream().filter(Hold::waits).toList();
  }

  private void waiting() {
    waiting(plan).stream().limit(ROWS).forEach(this::held);
    more(waiting(plan).size(), "holds");
    plan.losses().stream().limit(ROWS).forEach(this::lost);
    more(plan.losses().size(), "losses");
  }

  private void held(Hold held) {
    line("  held: %s (%s)", held.message(), held.id());
  }

  private void lost(Loss loss) {
    line(
        "  lost: Kafka partition %d of topic %s, offsets [%d, %d), expired before they were read (%s). Take note: holds --ack %s --reason TEXT --execute",
        loss.kafkaPartition(),
        loss.topic(),
        loss.start(),
        loss.end(),
        loss.id(),
        ShellWord.of(loss.id()));
  }

  private void remarks() {
    planSummary.remarks().stream().limit(ROWS).forEach(this::remark);
    more(planSummary.remarks().size(), "notes");
  }

  private void remark(Remark remark) {
    String word =
        switch (remark.kind()) {
          case LEFT_OUT, MISSING, BLOCKED -> "left out";
          case BOUND, NEWS, WARNING -> "note";
        };
    line("  %s: %s", word, remark.message());
  }

  private void more(int of, String what) {
    if (of > ROWS) {
      line("  … and %s more %s (--json shows all)", Units.count(of - ROWS), what);
    }
  }

  private static String topicOf(Piece piece) {
    return piece.range().kafkaPartition().topic();
  }

  private void line(String form, Object... values) {
    text.append(ForeignText.format(form, values)).append('\n');
  }
}
