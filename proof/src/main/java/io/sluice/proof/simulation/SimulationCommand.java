package io.sluice.proof.simulation;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** {@code prove.sh simulation [--seeds N | --seed N]}. */
public final class SimulationCommand {
  private static final long SEEDS = 10_000;

  private SimulationCommand() {}

  /**
   * Runs it.
   *
   * @return exit code: 0 if no invariant was violated, 1 if one was, 2 for arguments that it does
   *     not know
   */
  public static int run(List<String> args, PrintStream out) throws InterruptedException {
    if (args.isEmpty()) {
      return run(0, SEEDS, out);
    }
    if (args.size() == 2 && args.get(1).matches("[0-9]{1,9}")) {
      long number = Long.parseLong(args.get(1));
      if (args.get(0).equals("--seeds")) {
        return run(0, number, out);
      }
      if (args.get(0).equals("--seed")) {
        return run(number, 1, out);
      }
    }
    out.println(
        "Cannot run the simulation with "
            + args
            + ": it takes --seeds N, or --seed N to replay one.");
    return 2;
  }

  private static int run(long first, long seeds, PrintStream out) throws InterruptedException {
    long begin = System.nanoTime();
    Simulation.Result result =
        Simulation.run(
            first, seeds, (int) Math.min(seeds, Runtime.getRuntime().availableProcessors()), out);
    double seconds = (System.nanoTime() - begin) / 1e9;
    result
        .failed()
        .ifPresent(
            failed -> {
              failed.history().forEach(out::println);
              out.printf(
                  Locale.ROOT,
                  "VIOLATED by seed %d: %s%nReplay it with: prove.sh simulation --seed %d%n",
                  failed.seed(),
                  failed.violated(),
                  failed.seed());
            });
    if (result.failed().isEmpty()) {
      out.print(result.figures().table());
    }
    out.printf(
        Locale.ROOT,
        "simulation: %s, %.0f s: %s%n",
        result.figures().line(),
        seconds,
        result.failed().isEmpty() ? "every invariant held" : "VIOLATED");
    return result.failed().isEmpty() ? 0 : 1;
  }
}
