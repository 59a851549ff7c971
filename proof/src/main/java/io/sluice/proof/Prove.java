package io.sluice.proof;

import io.sluice.proof.fuzz.FuzzCommand;
import io.sluice.proof.simulation.SimulationCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code scripts/prove.sh}: one search after the other, or one of them. */
public final class Prove {
  private static final int USAGE = 2;

  private Prove() {}

  /**
   * Proves.
   *
   * @param args the project's directory, then what to prove, then its options
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> all = List.of(args);
    System.exit(run(Path.of(all.get(0)), all.subList(1, all.size()), System.out));
  }

  private static int run(Path home, List<String> words, PrintStream out)
      throws IOException, InterruptedException {
    List<String> options = words.subList(1, words.size());
    return switch (words.get(0)) {
      case "crashes" -> new CrashCommand(out).run(options);
      case "interleavings" -> new InterleavingCommand(out).run(options);
      case "simulation" -> SimulationCommand.run(options, out);
      case "fuzz" -> FuzzCommand.run(options, out);
      case "mutants" -> new MutantCommand(home, out).run(options);
      default -> {
        out.println("Cannot prove '" + words.get(0) + "': there is no such proof. See --help.");
        yield USAGE;
      }
    };
  }
}
