package io.sluice.job.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.planning.PlanOutcome;
import io.sluice.job.planning.PlanSummary;
import io.sluice.job.planning.PlanSummary.TopicForecast;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.report.ExitCode;
import io.sluice.job.report.ReportJson;
import io.sluice.job.report.RunReport;
import io.sluice.job.report.SummaryText;
import io.sluice.job.run.stages.Stages;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.decision.UnlandedRange;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.OnFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportBuilderTest {
  private static final String RUN = "20261121T120000Z-abcdef";

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
  private final ReportBuilder report =
      new ReportBuilder(
          "test", clock, new Stages(clock), (entry, topic) -> Optional.of("clicks-0@0, why: x"));

  @Test
  void anAttachedRunIsReportedByItsOwnNameAndOutcome() {
    report.attached(plan(List.of()), "job_1_0001");

    RunReport written = report.of(new RunOutcome.Landed(entry(), List.of()));

    assertEquals(ExitCode.DONE, written.exitCode());
    assertEquals(RUN, written.runId());
    assertEquals(7, written.base());
    assertEquals(8, written.version());
    assertEquals("job_1_0001", written.jobId());
    assertEquals(RunReport.Client.ATTACHED, written.client());
    String json = ReportJson.write(written);
    assertTrue(json.contains("\"client\" : \"attached\""), json);
    String summary = SummaryText.write(written);
    assertTrue(
        summary.contains(
            "This run found run "
                + RUN
                + " without its client and job job_1_0001 alive, so it has seen that one to its end"
                + " and read nothing itself."),
        summary);
  }

  @Test
  void whatAnAttachedRunHadToLeaveOutIsReportedAgain() {
    report.attached(plan(List.of(new LeftOut("clicks", "it has no leader"))), "job_1_0001");

    RunReport written = report.of(new RunOutcome.Landed(entry(), List.of()));

    assertEquals(ExitCode.PARTIAL, written.exitCode());
    assertEquals(List.of("topic clicks: it has no leader"), written.left());
  }

  @Test
  void anAttachedRunThatCommittedNothingHasFailed() {
    report.attached(plan(List.of()), "job_1_0001");
    report.jobEnded("the job was killed");

    RunReport written = report.of(new RunOutcome.CommittedNothing(entry(), List.of()));

    assertEquals(ExitCode.FAILED, written.exitCode());
    assertTrue(written.message().contains(RUN), written.message());
    assertTrue(written.message().contains("the job was killed"), written.message());
  }

  @Test
  void whatAnOpenTransactionKeepsFromBeingReadIsLagThoughItIsInNoRange() {
    TopicForecast waiting =
        new TopicForecast("clicks", 1, 0, 0, 0, 0, 0, PlanSummary.SizeSource.LOG, 15, 0);
    report.planned(
        new PlanOutcome.Planned(
            plan(List.of()), new PlanSummary(List.of(waiting), List.of(), List.of())));

    assertEquals(15, report.of(new RunOutcome.Landed(entry(), List.of())).lag());
    assertEquals(15, report.of(new RunOutcome.NothingToCommit()).lag());
  }

  @Test
  void aTopicThatCouldNotBeReadIsNoRunWithNothingToDo() {
    report.planned(planned(new Remark(Remark.Kind.LEFT_OUT, "clicks", "No answer."), 600));

    RunReport written = report.of(new RunOutcome.NothingToCommit());

    assertEquals(ExitCode.PARTIAL, written.exitCode());
    assertEquals(
        "Run "
            + RUN
            + " of test landed nothing: 1 topic could not be read; 600 offsets wait in Kafka. No"
            + " answer.",
        written.message());
    assertEquals(600, written.lag());
  }

  @Test
  void whatNoNextRunWillReadIsForAPerson() {
    report.planned(planned(new Remark(Remark.Kind.BLOCKED, "clicks", "Status 403."), 600));
    assertEquals(ExitCode.NEEDS_DECISION, report.of(new RunOutcome.NothingToCommit()).exitCode());
  }

  @Test
  void aTopicThatDoesNotExistIsForAPerson() {
    report.planned(planned(new Remark(Remark.Kind.MISSING, "clicsk", "There is none."), 0));
    assertEquals(ExitCode.NEEDS_DECISION, report.of(new RunOutcome.NothingToCommit()).exitCode());
  }

  @Test
  void aRangeThatNeedsAChangeIsForAPersonThoughOthersLanded() {
    report.planned(planned(new Remark(Remark.Kind.NEWS, "", "Begun."), 0));
    OffsetRange range = new OffsetRange(new KafkaPartition("clicks", 0), 1, 3);

    RunReport written =
        report.of(
            new RunOutcome.Landed(
                entry(),
                List.of(
                    new UnlandedRange(range, "Status 403.", UnlandedRange.Prospect.NEEDS_CHANGE))));

    assertEquals(ExitCode.NEEDS_DECISION, written.exitCode());
    assertEquals(List.of("clicks-0[1,3): Status 403."), written.left());
  }

  @Test
  void aRunOfWhichNothingCouldBeReadNamesTheReasons() {
    report.planned(planned(new Remark(Remark.Kind.NEWS, "", "Begun."), 3));
    OffsetRange range = new OffsetRange(new KafkaPartition("clicks", 0), 0, 3);

    RunReport written =
        report.of(
            new RunOutcome.CommittedNothing(
                entry(),
                List.of(
                    new UnlandedRange(range, "Status 403.", UnlandedRange.Prospect.NEEDS_CHANGE))));

    assertEquals(ExitCode.NEEDS_DECISION, written.exitCode());
    assertEquals(
        "Run "
            + RUN
            + " of test landed nothing: 1 topic could not be read; 3 offsets wait in Kafka."
            + " clicks-0[0,3): Status 403.",
        written.message());
  }

  @Test
  void aTopicMostOfWhoseRecordsWereBadIsForAPerson() {
    report.planned(planned(new Remark(Remark.Kind.NEWS, "", "Begun."), 0));

    RunReport written = report.of(new RunOutcome.Landed(entry(4, 5), List.of()));

    assertEquals(ExitCode.NEEDS_DECISION, written.exitCode());
    assertEquals(
        "Most records of topic clicks were bad: 5 of 9 went to quarantine. The first: clicks-0@0,"
            + " why: x. Check its value.format, schema.file, timestamp.extractor and timestamp.field,"
            + " which this lists: plan --topic clicks",
        written.remarks().get(1));
  }

  @Test
  void aFewBadRecordsAreForNobody() {
    report.planned(planned(new Remark(Remark.Kind.NEWS, "", "Begun."), 0));

    RunReport written = report.of(new RunOutcome.Landed(entry(5, 5), List.of()));

    assertEquals(ExitCode.DONE, written.exitCode());
  }

  private static StoredEntry entry(long records, long quarantined) {
    KafkaPartitionState state =
        new KafkaPartitionState(
            0, 0, records + quarantined, 0, 0, 0, 8, records, quarantined, List.of());
    TopicState topic = new TopicState("clicks", "id", "", Map.of(0, state));
    return entry(
        new OffsetState(
            Map.of("clicks", topic), List.of(), List.of(), TopicPatterns.NONE, List.of()));
  }

  private static PlanOutcome.Planned planned(Remark remark, long lag) {
    TopicForecast waiting =
        new TopicForecast("clicks", 1, 0, 0, 0, 0, 0, PlanSummary.SizeSource.LOG, lag, 0);
    return new PlanOutcome.Planned(
        plan(List.of()), new PlanSummary(List.of(waiting), List.of(), List.of(remark)));
  }

  private static StoredEntry entry() {
    return entry(OffsetState.EMPTY);
  }

  private static StoredEntry entry(OffsetState state) {
    return new StoredEntry(
        new OffsetEntry.Ingest(
            new EntryHeader(
                "test", "ledger", 8, RUN, 0, "sluice test", "ann", "cluster", "hdfs://nn", ""),
            state,
            List.of()),
        "");
  }

  private static Plan plan(List<LeftOut> leftOut) {
    return new Plan(
        "test",
        "ledger",
        RUN,
        7,
        "",
        "cluster",
        "hdfs://nn",
        0,
        OnFailure.PARTIAL,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        TopicPatterns.NONE,
        leftOut);
  }
}
