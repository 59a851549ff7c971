package io.sluice.job.run;

import io.sluice.job.command.Console;
import io.sluice.job.report.ReportFile;
import io.sluice.job.report.ReportJson;
import io.sluice.job.report.RunReport;
import io.sluice.job.report.SummaryText;
import io.sluice.tracker.message.Log;
import java.util.Optional;

/**
 * Puts out the report of a run: on the console, and in a file.
 *
 * @param file of {@code --report}
 */
record ReportOutput(Console console, Optional<String> file) {
  private static final Log LOG = Log.of(ReportOutput.class);

  /** Prints the report and writes the file. The run has ended, so no failure changes its end. */
  void print(RunReport report) {
    try {
      String json = ReportJson.write(report);
      console.print(console.form() == Console.Form.JSON ? json : SummaryText.write(report));
      write(json);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("Cannot write the summary: run={}", report.runId(), e);
      console.note(report.message());
    }
  }

  /** Writes the file only. */
  void write(RunReport report) {
    write(ReportJson.write(report));
  }

  private void write(String json) {
    String whole = console.commands().completeJson(json);
    file.flatMap(name -> ReportFile.write(name, whole)).ifPresent(console::note);
  }
}
