package io.sluice.job.mapreduce;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.config.Ingestion;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.mapper.mapreduce.JobSettings;
import io.sluice.mapper.mapreduce.RangeInputFormat;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.PlanCodec;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.writers.TaskWriter;
import java.io.IOException;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * The run of a job, in a container: its name is in the job's configuration, the rest is read from
 * the state directory.
 */
final class RunOfJob {
  private static final String RUN_ID = "sluice.run.id";
  private static final String BASE = "sluice.run.base";
  private static final String LEDGER_ID = "sluice.run.ledger.id";
  private static final String PLAN_CHECKSUM = "sluice.run.plan.sha256";
  private static final String WHERE = "sluice.run.where";

  private final String runId;
  private final long base;
  private final String ledgerId;
  private final String planChecksum;
  private final OpenIngestion open;

  private RunOfJob(
      String runId, long base, String ledgerId, String planChecksum, OpenIngestion open) {
    this.runId = runId;
    this.base = base;
    this.ledgerId = ledgerId;
    this.planChecksum = planChecksum;
    this.open = open;
  }

  /** Writes the name of the run to the configuration of a job, for its containers. */
  static void write(Configuration conf, Plan plan, ExecutionMode where) {
    conf.set(RUN_ID, plan.runId());
    conf.setLong(BASE, plan.base());
    conf.set(LEDGER_ID, plan.ledgerId());
    conf.set(PLAN_CHECKSUM, PlanCodec.checksum(plan));
    conf.setEnum(WHERE, where);
  }

  static RunOfJob of(JobContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    Ingestion ingestion = Ingestion.read(JobSettings.read(context));
    ExecutionMode where = conf.getEnum(WHERE, ExecutionMode.CLUSTER);
    String runId = conf.get(RUN_ID, "");
    return new RunOfJob(
        runId,
        conf.getLong(BASE, -1),
        conf.get(LEDGER_ID, ""),
        conf.get(PLAN_CHECKSUM, ""),
        OpenIngestion.open(ingestion, conf, where, Clock.systemUTC()));
  }

  String runId() {
    return runId;
  }

  Tracker tracker() {
    return open.tracker();
  }

  JobCommit commit() {
    return new JobCommit(tracker(), base, runId, planChecksum);
  }

  TaskWriter writer(int task, String attempt) {
    return TaskWriter.open(
        new StagedPaths(
            new StagingOwner(open.name(), ledgerId, open.layout().stateDirectory()),
            base,
            runId,
            task,
            attempt),
        open.store(),
        open.ingestion().settings(),
        open.clock(),
        RangeInputFormat.heapBytes(open.hadoop()));
  }
}
