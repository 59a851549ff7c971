package io.sluice.records;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs what calls itself for each record within a record, where the stack of a task's own thread is
 * too small for the depth that bodies may have.
 */
public final class LargeStack {
  /** Enough for 500 records within each other in any JVM; what is not used costs nothing. */
  private static final long BYTES = 64L << 20;

  private LargeStack() {}

  /**
   * Runs the work on a thread of its own and waits for it.
   *
   * @throws ExecutionException with what the work has thrown
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
