package io.sluice.proof.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** {@code prove.sh fuzz [state | records] [--seeds N | --seed N]}; without a word both. */
public final class FuzzCommand {
  private static final int PROVED = 0;
  private static final int NOT_PROVED = 1;
  private static final int USAGE = 2;
  private static final long SEEDS = 100_000;

  /** Something that is fuzzed, kind by kind. */
  interface Target {
    /** The names of its kinds. */
    List<String> kinds();

    /**
     * Tries one input.
     *
     * @throws Throwable what no reader may throw
     */
    void fuzz(String kind, long seed) throws Throwable;

    /**
     * Ends a kind.
     *
     * @throws Throwable if its inputs together came to what they may not come to
     */
    default void end() throws Throwable {}
  }

  private FuzzCommand() {}

  /**
   * Fuzzes.
   *
   * @return exit code: 0 if each input was read or refused, 1 if one was not, 2 for arguments that
   *     it does not know
   */
  public static int run(List<String> args, PrintStream out) throws IOException {
    List<String> options = args;
    List<String> targets = List.of("state", "records");
    if (!options.isEmpty() && targets.contains(options.get(0))) {
      targets = options.subList(0, 1);
      options = options.subList(1, options.size());
    }
    long first = 0;
    long seeds = SEEDS;
    if (options.size() == 2 && options.get(1).matches("[0-9]{1,9}")) {
      long number = Long.parseLong(options.get(1));
      if (options.get(0).equals("--seeds")) {
        seeds = number;
      } else if (options.get(0).equals("--seed")) {
        first = number;
        seeds = 1;
      } else {
        return usage(args, out);
      }
    } else if (!options.isEmpty()) {
      return usage(args, out);
    }
    int code = PROVED;
    for (String what : targets) {
      Target target = what.equals("state") ? new StateFuzz() : new RecordTarget();
      code = Math.max(code, fuzz(what, target, first, seeds, out));
    }
    return code;
  }

  private static int usage(List<String> args, PrintStream out) {
    out.println(
        "Cannot fuzz with "
            + args
            + ": it takes 'state' or 'records', then --seeds N, or --seed N to replay one.");
    return USAGE;
  }

  private static int fuzz(String what, Target target, long first, long seeds, PrintStream out) {
    long begin = System.nanoTime();
    for (String kind : target.kinds()) {
      for (long seed = first; seed < first + seeds; seed++) {
        try {
          target.fuzz(kind, seed);
        } catch (Throwable e) {
          out.printf(
              Locale.ROOT,
              "NOT REFUSED: %s of seed %d: %s%nReplay it with: prove.sh fuzz %s --seed %d%n",
              kind,
              seed,
              e,
              what,
              seed);
          e.printStackTrace(out);
          return NOT_PROVED;
        }
      }
      try {
        target.end();
      } catch (Throwable e) {
        out.printf(Locale.ROOT, "NOT PROVED: %s: %s%n", kind, e);
        e.printStackTrace(out);
        return NOT_PROVED;
      }
      out.printf(
          Locale.ROOT,
          "  %-12s %,d inputs read or refused, %.0f s%n",
          kind,
          seeds,
          (System.nanoTime() - begin) / 1e9);
    }
    out.printf(
        Locale.ROOT,
        "fuzz %s: %,d inputs of %d kinds, %d MiB of heap: none ended its reader%n",
        what,
        seeds * target.kinds().size(),
        target.kinds().size(),
        Runtime.getRuntime().maxMemory() >> 20);
    return PROVED;
  }
}
