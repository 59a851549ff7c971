package io.sluice.job.report;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A call to a server that may not answer for a long time. After a few seconds a message names the
 * server, and at the time limit the call is abandoned.
 *
 * @param quiet time before the message
 * @param bound time limit of the whole call
 * @param console for the message
 */
public record BoundedCall(Duration quiet, Duration bound, Consumer<String> console) {
  private static final Duration QUIET = Duration.ofSeconds(5);

  /** A call with a message after five seconds. */
  public BoundedCall(Duration bound, Consumer<String> console) {
    this(QUIET, bound, console);
  }

  /**
   * Calls.
   *
   * @param server such as {@code the ResourceManager at rm:8032}
   * @throws TimeoutException if the time limit is reached; the call may continue in a thread that
   *     ends with the process
   */
  public <T> T run(String server, Callable<T> call)
      throws IOException, InterruptedException, TimeoutException {
    ExecutorService threads =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "sluice-call");
              thread.setDaemon(true);
              return thread;
            });
    Future<T> answer = threads.submit(call);
    try {
      if (quiet.compareTo(bound) < 0) {
        try {
          return answer.get(quiet.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          console.accept("Waiting for %s, for up to %s …".formatted(server, Units.duration(bound)));
        }
      }
      Duration rest = quiet.compareTo(bound) < 0 ? bound.minus(quiet) : bound;
      return answer.get(rest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw rethrown(e);
    } finally {
      answer.cancel(true);
      threads.shutdownNow();
    }
  }

  private static IOException rethrown(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException exception) {
      throw exception;
    }
    return cause instanceof IOException exception ? exception : new IOException(cause);
  }
}
