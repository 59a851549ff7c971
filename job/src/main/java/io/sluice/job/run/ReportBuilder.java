package io.sluice.job.run;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.planning.PlanOutcome;
import io.sluice.job.planning.PlanSummary;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.report.ExitCode;
import io.sluice.job.report.OutcomeText;
import io.sluice.job.report.RunReport;
import io.sluice.job.report.TopicReport;
import io.sluice.job.report.Units;
import io.sluice.job.run.stages.RunEvents;
import io.sluice.job.run.stages.Stages;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.decision.UnlandedRange;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Plan;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Collects the report of a run, from its start to its end, also if it ends early. */
final class ReportBuilder implements RunEvents {
  private static final Log LOG = Log.of(ReportBuilder.class);

  private final String ingestion;
  private final InstantSource clock;
  private final Stages stages;
  private final FirstBadRecord badRecords;
  private final long startedAt;
  private final List<String> remarks = new ArrayList<>();
  private final List<Unread> leftOut = new ArrayList<>();
  private Optional<PlanOutcome.Planned> planned = Optional.empty();
  private RunReport.Client client = RunReport.Client.OWN;
  // Read by the thread that reports a signal, too.
  private volatile String jobId = "";
  private volatile boolean jobHasEnded;
  private String jobWhy = "";

  ReportBuilder(String ingestion, InstantSource clock, Stages stages, FirstBadRecord badRecords) {
    this.ingestion = ingestion;
    this.clock = clock;
    this.stages = stages;
    this.badRecords = badRecords;
    this.startedAt = clock.millis();
  }

  @Override
  public void planned(PlanOutcome.Planned outcome) {
    planned = Optional.of(outcome);
    for (Remark remark : outcome.planSummary().remarks()) {
      if (remark.leavesOut()) {
        leftOut.add(Unread.of(remark));
      } else {
        remarks.add(remark.message());
      }
    }
  }

  /**
   * From here on it reports a run whose client is gone.
   *
   * @param plan of that run; what its planner remarked on beside it is gone with the client
   */
  @Override
  public void attached(Plan plan, String job) {
    client = RunReport.Client.ATTACHED;
    planned =
        Optional.of(
            new PlanOutcome.Planned(plan, new PlanSummary(List.of(), List.of(), List.of())));
    plan.leftOut().forEach(one -> leftOut.add(Unread.of(one)));
    jobId = job;
    remark(
        "This run found run %s without its client and job %s alive, so it has seen that one to its end and read nothing itself. The next run reads on."
            .formatted(plan.runId(), job));
  }

  @Override
  public void submitted(String id) {
    jobId = id;
  }

  @Override
  public void jobEnded(String why) {
    jobHasEnded = true;
    jobWhy = why;
  }

  /** The state of the run if its client ends now. */
  String interrupted(ExecutionMode where) {
    if (jobId.isEmpty()) {
      return "Interrupted: this run had not begun to read. What stands in the ledger stays, and the next run begins anew.";
    }
    if (jobHasEnded) {
      return "Interrupted while the run was brought to its end. The ledger says whether it counts, and the next run goes on from there: see 'ledger'.";
    }
    return where == ExecutionMode.LOCAL
        ? "Interrupted: the job ran in this process and ends with it. Nothing of it counts unless it was committed; the next run reads the rest again."
        : "Interrupted: only this client ends. Job %s goes on on YARN and commits by itself, and the next run attaches to it. To end the job as well: yarn application -kill %s"
            .formatted(jobId, jobId.replaceFirst("^job_", "application_"));
  }

  @Override
  public void remark(String remark) {
    remarks.add(remark);
  }

  /** Ended before it planned, or without an outcome in the ledger. */
  RunReport failed(ExitCode code, String message) {
    return report(code, message, 0, List.of(), List.of(), List.of(), List.of(), -1);
  }

  /** The report of an outcome, whatever goes wrong while it is written: the outcome stands. */
  RunReport ofCertain(RunOutcome outcome) {
    try {
      return of(outcome);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("Cannot write the report: ingestion={}", ingestion, e);
      return failed(
          ExitCode.NOT_KNOWN,
          "Run %s of %s: %s. Its report cannot be written: %s. See 'ledger' for what it landed."
              .formatted(runId(), ingestion, OutcomeText.of(outcome), FirstLine.said(e)));
    }
  }

  RunReport of(RunOutcome outcome) {
    if (outcome instanceof RunOutcome.Landed landed) {
      return landed(landed);
    }
    if (outcome instanceof RunOutcome.NothingToCommit) {
      return nothingToCommit();
    }
    String text =
        sentence(run() + ": " + OutcomeText.of(outcome))
            + (jobWhy.isEmpty() ? "" : " " + sentence("Of the job: " + jobWhy));
    if (outcome instanceof RunOutcome.CommittedNothing nothing) {
      return committedNothing(nothing, text);
    }
    if (outcome instanceof RunOutcome.AnotherWon) {
      return failed(ExitCode.OTHER_RUN, text);
    }
    return failed(ExitCode.NOT_KNOWN, text + " Nothing is lost. Start the next run as usual.");
  }

  /** If each task ended and none could read its ranges, nothing failed. */
  private RunReport committedNothing(RunOutcome.CommittedNothing nothing, String text) {
    List<Unread> unread = unread(nothing.left());
    EnumSet<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
    Unread.count(unread, codes);
    boolean failed = !jobWhy.isEmpty() || unread.isEmpty();
    List<Hold> held = waiting();
    long lag = lag(nothing.fence().offsets().state());
    return report(
        failed ? ExitCode.FAILED : ExitCode.ofLanded(codes),
        failed ? text : new LandedSentence(run(), List.of(), unread, held, lag).nothing(),
        nothing.fence().version(),
        List.of(),
        held,
        planned.map(p -> p.plan().losses()).orElse(List.of()),
        Unread.lines(unread),
        lag);
  }

  private List<Unread> unread(List<UnlandedRange> left) {
    List<Unread> unread = new ArrayList<>(leftOut);
    left.forEach(one -> unread.add(Unread.of(one)));
    return unread;
  }

  private RunReport landed(RunOutcome.Landed landed) {
    OffsetEntry entry = landed.entry().offsets();
    List<Unread> unread = unread(landed.left());
    if (!unread.isEmpty() && !jobWhy.isEmpty()) {
      remark(sentence("Of the job: " + jobWhy));
    }
    OffsetState state = entry.state();
    EnumSet<ExitCode> codes = codes(unread, state.waiting(), state.losses());
    List<TopicReport> topics = TopicReport.of(entry);
    for (TopicReport topic : topics) {
      if (topic.isMostlyBad()) {
        codes.add(ExitCode.NEEDS_DECISION);
        remark(mostlyBad(topic, entry));
      }
    }
    long lag = lag(state);
    return report(
        ExitCode.ofLanded(codes),
        new LandedSentence(run(), topics, unread, state.waiting(), lag)
            .landed(landed.entry().version()),
        landed.entry().version(),
        topics,
        state.waiting(),
        state.losses(),
        Unread.lines(unread),
        lag);
  }

  /** Such a topic is below its error budget, or it would be held. */
  private String mostlyBad(TopicReport topic, OffsetEntry entry) {
    String example =
        badRecords.of(entry, topic.topic()).map(each -> " The first: " + sentence(each)).orElse("");
    return "Most records of topic %s were bad: %s of %s went to quarantine.%s Check its value.format, schema.file, timestamp.extractor and timestamp.field, which this lists: plan --topic %s"
        .formatted(
            topic.topic(),
            Units.count(topic.quarantined()),
            Units.count(topic.quarantined() + topic.records()),
            example,
            topic.topic());
  }

  /** The holds of the plan that wait for an operator. */
  private List<Hold> waiting() {
    return planned.map(p -> p.plan().held()).orElse(List.of()).stream()
        .filter(Hold::waits)
        .toList();
  }

  private RunReport nothingToCommit() {
    List<Hold> held = waiting();
    List<Loss> losses = planned.map(p -> p.plan().losses()).orElse(List.of());
    long lag = planned.map(p -> p.planSummary().lag()).orElse(0L);
    return report(
        ExitCode.ofLanded(codes(leftOut, held, losses)),
        new LandedSentence(run(), List.of(), leftOut, held, lag).nothing(),
        0,
        List.of(),
        held,
        losses,
        Unread.lines(leftOut),
        lag);
  }

  private static EnumSet<ExitCode> codes(List<Unread> unread, List<Hold> held, List<Loss> losses) {
    EnumSet<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
    Unread.count(unread, codes);
    if (!held.isEmpty() || !losses.isEmpty()) {
      codes.add(ExitCode.NEEDS_DECISION);
    }
    return codes;
  }

  /**
   * Offsets that are in Kafka and not landed. A Kafka partition of which nothing can be read yet,
   * since a transaction is open, is in no range: only the forecast knows of it.
   */
  private long lag(OffsetState state) {
    long lag = 0;
    long lagOfRanges = 0;
    for (Plan.PlannedTopic topic : planned.map(p -> p.plan().topics()).orElse(List.of())) {
      for (Plan.PlannedRange range : topic.ranges()) {
        long after =
            state
                .topic(topic.topic())
                .flatMap(known -> known.kafkaPartition(range.kafkaPartition()))
                .map(KafkaPartitionState::after)
                .orElse(range.before());
        lag += Math.max(0, range.logEnd() - after);
        lagOfRanges += Math.max(0, range.logEnd() - range.start());
      }
    }
    long lagOfAll = planned.map(p -> p.planSummary().lag()).orElse(0L);
    return lag + Math.max(0, lagOfAll - lagOfRanges);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private String run() {
    return "Run " + runId() + " of " + ingestion;
  }

  private String runId() {
    return planned.map(p -> p.plan().runId()).orElse("");
  }

  private RunReport report(
      ExitCode code,
      String message,
      long version,
      List<TopicReport> topics,
      List<Hold> held,
      List<Loss> losses,
      List<String> left,
      long lag) {
    return new RunReport(
        ingestion,
        client,
        runId(),
        planned.map(p -> p.plan().base()).orElse(-1L),
        version,
        code,
        message,
        startedAt,
        clock.millis(),
        jobId,
        stages.done(),
        topics,
        held,
        losses,
        lag,
        planned.map(p -> p.planSummary().left()).orElse(0L),
        left,
        remarks);
  }
}
