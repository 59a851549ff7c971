package io.sluice.job.run;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.IngestionCommand;
import io.sluice.job.command.Invocation;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.ExitCode;
import io.sluice.job.report.RunReport;
import io.sluice.tracker.access.StateRights;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code run}: one run of the ingestion, or with {@code --until-caught-up} one after the other,
 * each with a commit and a report of its own.
 */
@Command(
    name = "run",
    description = "runs the ingestion once: plans, reads from Kafka, commits (the default command)",
    footerHeading = "%nExamples:%n",
    footer = {
      "  run-job.sh --config shop.properties",
      "  run-job.sh run --config shop.properties --until-caught-up --report report.json"
    })
public final class RunCommand implements IngestionCommand {

  @Option(
      names = "--until-caught-up",
      description = "run again and again, with a commit each time, until nothing is left to read")
  private boolean untilCaughtUp;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write the report as JSON to this file, also if the run fails")
  private Optional<String> report = Optional.empty();

  @Override
  public boolean runsJobs() {
    return true;
  }

  @Override
  public ExitCode ofFailure() {
    return ExitCode.FAILED;
  }

  @Override
  public ExitCode execute(Invocation invocation)
      throws IOException, InterruptedException, CommandFailedException {
    OpenIngestion open = invocation.open(StateRights.Use.WRITE);
    ReportOutput output = new ReportOutput(invocation.console(), report);
    while (true) {
      RunReport ended = new OneRun(open, output).execute();
      output.print(ended);
      if (!untilCaughtUp || !mayRunAgain(ended)) {
        return ended.exitCode();
      }
    }
  }

  private static boolean mayRunAgain(RunReport ended) {
    boolean mayGoOn =
        ended.exitCode() == ExitCode.DONE || ended.exitCode() == ExitCode.NEEDS_DECISION;
    return mayGoOn && (ended.leftByBounds() > 0 || ended.client() == RunReport.Client.ATTACHED);
  }
}
