package io.sluice.proof;

import io.sluice.proof.mutant.MutantHunt;
import io.sluice.proof.mutant.MutantReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code mutants}: the searches find each bug that is put in by hand. */
record MutantCommand(Path home, PrintStream out) {
  private static final int WIDTH = 100;

  int run(List<String> names) throws IOException, InterruptedException {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    List<MutantReport> reports = new MutantHunt(home).hunt(names, threads, this::print);
    if (reports.isEmpty()) {
      out.println("Cannot try " + names + ": there are no such mutants. Say 'mutants' for all.");
      return Verdicts.USAGE;
    }
    long caught = reports.stream().filter(MutantReport::isCaught).count();
    out.printf("mutants: %d of %d caught%n", caught, reports.size());
    return caught == reports.size() ? Verdicts.PROVED : Verdicts.NOT_PROVED;
  }

  private void print(MutantReport report) {
    out.printf("%s: %s%n", report.name(), report.bug());
    if (report.isCaught()) {
      out.printf("    caught: %s%n", shortened(report.invariant()));
      out.printf("    by %s, in %.1f s%n", shortened(report.by()), report.millis() / 1000.0);
    } else {
      out.println("    NOT CAUGHT");
    }
  }

  private static String shortened(String text) {
    return text.length() > WIDTH ? text.substring(0, WIDTH) + "…" : text;
  }
}
