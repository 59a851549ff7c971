package io.sluice.testbed.soak.strike;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts again what was killed, one after the other, while the run goes on. */
public final class Repairs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "repairs");
            thread.setDaemon(true);
            return thread;
          });
  private Optional<Future<?>> last = Optional.empty();

  /** Starts something again. */
  @FunctionalInterface
  interface Restart {
    void start() throws IOException;
  }

  void after(Duration pause, Restart restart) {
    last =
        Optional.of(
            executor.submit(
                () -> {
                  Thread.sleep(pause.toMillis());
                  restart.start();
                  return true;
                }));
  }

  /** Returns when all that was killed serves again. */
  public void await() throws IOException {
    if (last.isEmpty()) {
      return;
    }
    try {
      last.get().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      last = Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot wait for what was killed: interrupted.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Cannot start again what was killed: " + e, e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
