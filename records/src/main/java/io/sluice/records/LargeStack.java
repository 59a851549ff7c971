package io.sluice.records;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs recursive code on a thread with a large stack, if the stack of the task's own thread is too
 * small for deeply nested records.
 */
public final class LargeStack {
  /** Sufficient for 500 nested records in any JVM. Unused stack needs no memory. */
  private static final long BYTES = 64L << 20;

  private LargeStack() {}

  /**
   * Runs the work on a thread of its own and waits for it.
   *
   * @throws ExecutionException with the exception of the work
   */
  public static <T> T call(Callable<T> work) throws ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(null, task, "large-stack", BYTES).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
