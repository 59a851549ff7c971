package io.sluice.job.run;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.FailureCode;
import io.sluice.job.command.Interruption;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.mapreduce.Jobs;
import io.sluice.job.mapreduce.MapReduceJobs;
import io.sluice.job.plan.ConfiguredPlans;
import io.sluice.job.planning.landing.StoredTopicDirectories;
import io.sluice.job.report.ExitCode;
import io.sluice.job.report.Progress;
import io.sluice.job.report.RunReport;
import io.sluice.job.run.stages.IngestionRun;
import io.sluice.job.run.stages.Stages;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/** One run of an ingestion under its lock, from its name to its report. */
final class OneRun {
  private final OpenIngestion open;
  private final ReportOutput output;
  private final String runId;
  private final Stages stages;
  private final ReportBuilder report;

  OneRun(OpenIngestion open, ReportOutput output) {
    this.open = open;
    this.output = output;
    this.runId = open.freshId();
    this.stages = new Stages(open.clock());
    this.report = new ReportBuilder(open.name(), open.clock(), stages, new QuarantineFiles(open));
  }

  RunReport execute() throws IOException, InterruptedException, CommandFailedException {
    Interruption interruption =
        Interruption.reports(output.console(), () -> report.interrupted(open.where()));
    try {
      return locked();
    } catch (OutOfMemoryError e) {
      // Wherever that was: the ledger alone says what the run has committed.
      output.write(report.failed(ExitCode.NOT_KNOWN, e.toString()));
      throw e;
    } catch (CommandFailedException | IOException | RuntimeException | Error e) {
      Optional<ExitCode> code = FailureCode.of(e);
      if (code.isPresent()) {
        return report.failed(code.get(), message(e));
      }
      // Nothing was planned yet. The command line reports it; whoever reads the report alone must
      // learn of it too.
      output.write(report.failed(ExitCode.FAILED, message(e)));
      throw e;
    } finally {
      interruption.close();
    }
  }

  private RunReport locked() throws IOException, InterruptedException, CommandFailedException {
    HeldLock lock = HeldLock.acquire(open, runId);
    try (ScratchDirectory scratch = ScratchDirectory.of(open)) {
      ConfiguredPlans plans =
          new ConfiguredPlans(
              open,
              StoredTopicDirectories.claiming(
                  open.store(), open.places(), open.tracker().ledger()::runId));
      Progress progress = new Progress(output.console().err(), Progress.ofProcess(), open.clock());
      Jobs jobs = new MapReduceJobs(open, plans::schemaFiles, scratch.directory(), progress);
      IngestionRun run =
          new IngestionRun(
              open.tracker(),
              runId,
              open.ingestion().commit().retention(),
              plans.planning(new SecureRandom()),
              jobs,
              stages,
              report);
      return report.ofCertain(run.execute());
    } finally {
      lock.close();
    }
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
