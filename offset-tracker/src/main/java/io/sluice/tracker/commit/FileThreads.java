package io.sluice.tracker.commit;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Processes files in parallel, because renames are independent of each other. */
public final class FileThreads {
  private final int most;
  private final IntFunction<ExecutorService> pool;

  /**
   * Threads of a given pool.
   *
   * @param most maximum number of files at a time
   * @param pool creates that many threads, which are shut down after use
   */
  public FileThreads(int most, IntFunction<ExecutorService> pool) {
    this.most = most;
    this.pool = pool;
  }

  /** Threads of this process. */
  public static FileThreads of(int most) {
    return new FileThreads(most, Executors::newFixedThreadPool);
  }

  interface FileAct {
    /** Returns whether the remaining files can be skipped. */
    boolean act(StagedFile file) throws NotPublishedException;
  }

  /**
   * Processes each file until one reports that the remaining files can be skipped; then returns
   * true.
   */
  boolean any(StoredEntry entry, List<StagedFile> files, FileAct act) throws NotPublishedException {
    int workers = Math.min(most, files.size());
    if (workers <= 1) {
      for (StagedFile file : files) {
        if (act.act(file)) {
          return true;
        }
      }
      return false;
    }
    return inParallel(workers, entry, files, act);
  }

  private boolean inParallel(int workers, StoredEntry entry, List<StagedFile> files, FileAct act)
      throws NotPublishedException {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService executor = pool.apply(workers);
    try {
      List<Future<Boolean>> futures = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        futures.add(executor.submit(() -> work(files, act, next, stop)));
      }
      boolean any = false;
      for (Future<Boolean> future : futures) {
        any |= future.get();
      }
      return any;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotPublishedException(
          entry, "this process was interrupted", "The next run goes on.");
    } catch (ExecutionException e) {
      throw rethrown(e);
    } finally {
      stop.set(true);
      executor.shutdownNow();
    }
  }

  private static boolean work(
      List<StagedFile> files, FileAct act, AtomicInteger next, AtomicBoolean stop)
      throws NotPublishedException {
    boolean whole = false;
    try {
      for (int i = next.getAndIncrement();
          i < files.size() && !stop.get();
          i = next.getAndIncrement()) {
        if (act.act(files.get(i))) {
          stop.set(true);
          return true;
        }
      }
      whole = true;
      return false;
    } finally {
      if (!whole) {
        stop.set(true);
      }
    }
  }

  private static NotPublishedException rethrown(ExecutionException e) {
    if (e.getCause() instanceof NotPublishedException notPublished) {
      return notPublished;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(e);
  }
}
