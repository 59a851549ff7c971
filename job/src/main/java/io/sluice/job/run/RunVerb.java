package io.sluice.job.run;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.planning.landing.StoredTopicDirectories;
import io.sluice.job.report.ExitCode;
import io.sluice.job.report.Progress;
import io.sluice.job.report.ReportJson;
import io.sluice.job.report.RunReport;
import io.sluice.job.report.SummaryText;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.commit.NotPublishedException;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.ForeignLedgerException;
import io.sluice.tracker.run.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The verb {@code run}: one run of the ingestion, or with {@code --until-caught-up} one after the
 * other, each with a commit and a report of its own.
 */
public final class RunVerb implements Verb {
  private static final String UNTIL_CAUGHT_UP = "--until-caught-up";
  private static final String REPORT = "--report";

  private final SecureRandom random = new SecureRandom();

  @Override
  public ExitCode execute(Invocation invocation) throws IOException, InterruptedException {
    OpenIngestion open =
        OpenIngestion.open(
            invocation.ingestion(), invocation.hadoop(), invocation.where(), invocation.clock());
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
    ReportBuilder report = new ReportBuilder(open.name(), open.clock(), stages);
    try {
      HeldLock lock = HeldLock.acquire(open, runId);
      try (Scratch scratch = Scratch.of(open)) {
        RunPlanning planning =
            new RunPlanning(
                open, random, StoredTopicDirectories.claiming(open.store(), open.places()));
        return new IngestionRun(
                open, runId, planning, progress, scratch.directory(), stages, report)
            .execute();
      } finally {
        lock.close();
      }
    } catch (VerbFailedException e) {
      return report.failed(e.exitCode(), message(e));
    } catch (ForeignLedgerException e) {
      return report.failed(ExitCode.USAGE, message(e));
    } catch (UnreadableStateException | NotPublishedException e) {
      return report.failed(ExitCode.NOT_KNOWN, message(e));
    } catch (IOException e) {
      // The command line tells it; whoever reads the report alone must learn of it too.
      writeFile(ReportJson.write(report.failed(ExitCode.FAILED, message(e))), invocation);
      throw e;
    }
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  private static void tell(RunReport report, Invocation invocation) {
    Console console = invocation.console();
    String json = ReportJson.write(report);
    console.out().print(console.form() == Console.Form.JSON ? json : SummaryText.write(report));
    console.out().flush();
    writeFile(json, invocation);
  }

  /** The run has ended as its code says; a report that cannot be written must not change that. */
  private static void writeFile(String json, Invocation invocation) {
    Optional<String> file = invocation.flags().value(REPORT);
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.write(Path.of(file.get()), json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      invocation
          .console()
          .err()
          .println(
              "Cannot write the report to %s: %s. Give --report a file that can be written."
                  .formatted(file.get(), e));
    }
  }
}
