package io.sluice.proof.mutant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tries each mutant, several at once. */
public final class MutantHunt {
  private final List<Path> sources;

  /**
   * Prepares.
   *
   * @param home of the project, whose sources are changed in memory
   */
  public MutantHunt(Path home) {
    this.sources =
        Stream.of("offset-tracker", "job", "proof")
            .map(module -> home.resolve(module + "/src/main/java"))
            .toList();
  }

  /**
   * Tries all, or those of some names.
   *
   * @param names empty for all
   */
  public List<MutantReport> hunt(List<String> names, int threads, Consumer<MutantReport> progress)
      throws IOException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<MutantReport>> futures = new ArrayList<>();
      for (Mutant mutant : Mutants.all()) {
        if (names.isEmpty() || names.contains(mutant.name())) {
          futures.add(executor.submit(() -> tried(mutant)));
        }
      }
      List<MutantReport> reports = new ArrayList<>();
      for (Future<MutantReport> future : futures) {
        reports.add(future.get());
        progress.accept(future.get());
      }
      return reports;
    } catch (ExecutionException e) {
      throw new IOException("Cannot try a mutant: " + e.getCause(), e);
    } finally {
      executor.shutdownNow();
    }
  }

  /** Those that no longer fit the code, and why. */
  public List<String> unfit() {
    List<String> unfit = new ArrayList<>();
    for (Mutant mutant : Mutants.all()) {
      try {
        MutantClasses.of(mutant, sources);
      } catch (IOException | IllegalStateException e) {
        unfit.add(mutant.name() + ": " + e.getMessage());
      }
    }
    return unfit;
  }

  private MutantReport tried(Mutant mutant) throws IOException, ReflectiveOperationException {
    long begin = System.nanoTime();
    MutantClasses classes = MutantClasses.of(mutant, sources);
    @SuppressWarnings("unchecked")
    Function<String, List<String>> trial =
        (Function<String, List<String>>)
            classes.loadClass(MutantTrial.class.getName()).getConstructor().newInstance();
    List<String> found = trial.apply(mutant.by());
    return MutantReport.of(mutant, found, (System.nanoTime() - begin) / 1_000_000);
  }
}
