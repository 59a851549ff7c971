package io.sluice.job.run;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.ingestion.StateAccess;
import io.sluice.job.mapreduce.Jobs;
import io.sluice.job.mapreduce.MapReduceJobs;
import io.sluice.job.planning.landing.StoredTopicDirectories;
import io.sluice.job.report.ExitCode;
import io.sluice.job.report.Progress;
import io.sluice.job.report.ReportFile;
import io.sluice.job.report.ReportJson;
import io.sluice.job.report.RunReport;
import io.sluice.job.report.SummaryText;
import io.sluice.job.run.stages.IngestionRun;
import io.sluice.job.run.stages.Stages;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Interruption;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.access.StateRights;
import io.sluice.tracker.commit.NotPublishedException;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.ForeignLedgerException;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.RunId;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * The verb {@code run}: one run of the ingestion, or with {@code --until-caught-up} one after the
 * other, each with a commit and a report of its own.
 */
public final class RunVerb implements Verb {
  private static final String UNTIL_CAUGHT_UP = "--until-caught-up";
  private static final Log LOG = Log.of(RunVerb.class);
  private static final String REPORT = "--report";

  private final SecureRandom random = new SecureRandom();

  @Override
  public ExitCode execute(Invocation invocation) throws IOException, InterruptedException {
    OpenIngestion open =
        OpenIngestion.open(
            invocation.ingestion(), invocation.hadoop(), invocation.where(), invocation.clock());
    StateAccess.check(open, StateRights.Use.WRITE);
    boolean untilCaughtUp = invocation.flags().has(UNTIL_CAUGHT_UP);
    while (true) {
      RunReport report = once(open, invocation);
      tell(report, invocation);
      boolean mayGoOn =
          report.exitCode() == ExitCode.DONE || report.exitCode() == ExitCode.NEEDS_DECISION;
      boolean mayBeMore = report.leftByBounds() > 0 || report.client() == RunReport.Client.ATTACHED;
      if (!untilCaughtUp || !mayGoOn || !mayBeMore) {
        return report.exitCode();
      }
    }
  }

  private RunReport once(OpenIngestion open, Invocation invocation)
      throws IOException, InterruptedException {
    String runId = RunId.fresh(open.clock(), random);
    Progress progress =
        new Progress(invocation.console().err(), Progress.ofProcess(), open.clock());
    Stages stages = new Stages(open.clock());
    ReportBuilder report =
        new ReportBuilder(open.name(), open.clock(), stages, new QuarantineFiles(open));
    Interruption interruption =
        Interruption.tells(invocation.console(), () -> report.interrupted(open.where()));
    try {
      HeldLock lock = HeldLock.acquire(open, runId);
      try (Scratch scratch = Scratch.of(open)) {
        ConfiguredPlans plans =
            new ConfiguredPlans(
                open,
                StoredTopicDirectories.claiming(
                    open.store(), open.places(), open.tracker().ledger()::runId));
        Jobs jobs = new MapReduceJobs(open, plans::schemaFiles, scratch.directory(), progress);
        IngestionRun run =
            new IngestionRun(
                open.tracker(),
                runId,
                open.ingestion().commit().retention(),
                plans.planning(random),
                jobs,
                stages,
                report);
        return report.ofCertain(run.execute());
      } finally {
        lock.close();
      }
    } catch (VerbFailedException e) {
      return report.failed(e.exitCode(), message(e));
    } catch (ForeignLedgerException e) {
      return report.failed(ExitCode.USAGE, message(e));
    } catch (UnreadableStateException | NotPublishedException e) {
      return report.failed(ExitCode.NOT_KNOWN, message(e));
    } catch (OutOfMemoryError e) {
      // Wherever that was: the ledger alone says what the run has committed.
      writeFile(ReportJson.write(report.failed(ExitCode.NOT_KNOWN, e.toString())), invocation);
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      // Nothing was planned yet. The command line reports it; whoever reads the report alone must
      // learn of it too.
      writeFile(ReportJson.write(report.failed(ExitCode.FAILED, message(e))), invocation);
      throw e;
    } finally {
      interruption.close();
    }
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  private static void tell(RunReport report, Invocation invocation) {
    Console console = invocation.console();
    try {
      String json = ReportJson.write(report);
      console.print(console.form() == Console.Form.JSON ? json : SummaryText.write(report));
      writeFile(json, invocation);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("Cannot write the summary: run={}", report.runId(), e);
      console.tell(report.message());
    }
  }

  private static void writeFile(String json, Invocation invocation) {
    String whole = invocation.console().commands().completeJson(json);
    invocation
        .flags()
        .value(REPORT)
        .flatMap(file -> ReportFile.write(file, whole))
        .ifPresent(invocation.console()::tell);
  }
}
