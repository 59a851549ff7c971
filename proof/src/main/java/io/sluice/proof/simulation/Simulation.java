package io.sluice.proof.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Histories of many seeds, a few at once. */
public final class Simulation {
  private static final long TELL = 10_000_000_000L;

  private Simulation() {}

  /**
   * A seed whose history went wrong.
   *
   * @param violated the invariant's name, and how
   * @param history all that happened, an event a line
   */
  public record Failed(long seed, String violated, List<String> history) {
    public Failed {
      history = List.copyOf(history);
    }
  }

  /** The result of the simulation, with the first seed that failed, if one did. */
  public record Result(HistoryFigures figures, Optional<Failed> failed) {}

  /**
   * The first violation, for who wants no more than that.
   *
   * @return the violated invariant and the seed
   */
  public static Optional<String> firstViolation(long firstSeed, int seeds)
      throws InterruptedException {
    ExecutorService threads = threads();
    try {
      for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
        Optional<Failed> failed = one(seed, new HistoryFigures(), threads);
        if (failed.isPresent()) {
          return failed.map(each -> each.violated() + " (seed " + each.seed() + ")");
        }
      }
      return Optional.empty();
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Plays the seeds from {@code first} on.
   *
   * @param atOnce how many
   */
  public static Result run(long first, long seeds, int atOnce, PrintStream progress)
      throws InterruptedException {
    ExecutorService threads = threads();
    AtomicLong next = new AtomicLong(first);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong reported = new AtomicLong(System.nanoTime());
    try {
      List<Future<Result>> workers = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        workers.add(
            threads.submit(
                () -> {
                  HistoryFigures figures = new HistoryFigures();
                  Optional<Failed> failed = Optional.empty();
                  for (long seed = next.getAndIncrement();
                      seed < first + seeds && !stop.get();
                      seed = next.getAndIncrement()) {
                    failed = one(seed, figures, threads);
                    if (failed.isPresent()) {
                      stop.set(true);
                      break;
                    }
                    long before = reported.get();
                    if (System.nanoTime() - before > TELL
                        && reported.compareAndSet(before, System.nanoTime())) {
                      progress.println("  seed " + seed + " of " + (first + seeds - 1));
                    }
                  }
                  return new Result(figures, failed);
                }));
      }
      HistoryFigures all = new HistoryFigures();
      Optional<Failed> failed = Optional.empty();
      for (Future<Result> worker : workers) {
        Result result = worker.get();
        all.add(result.figures());
        failed = failed.or(result::failed);
      }
      return new Result(all, failed);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** All that happens by a seed, an event a line. */
  static List<String> history(long seed) throws InterruptedException {
    ExecutorService threads = threads();
    try {
      History history = History.of(seed, new HistoryFigures(), threads);
      history.play();
      return history.lines();
    } finally {
      threads.shutdownNow();
    }
  }

  private static ExecutorService threads() {
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "simulation");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static Optional<Failed> one(long seed, HistoryFigures figures, ExecutorService threads)
      throws InterruptedException {
    History history = History.of(seed, figures, threads);
    Optional<String> violated = history.play();
    history.end();
    return violated.map(how -> new Failed(seed, how, history.lines()));
  }
}
