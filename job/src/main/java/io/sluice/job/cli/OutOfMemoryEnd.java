package io.sluice.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.job.report.ExitCode;
import io.sluice.tracker.message.ForeignError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.IntConsumer;

/**
 * The end of a client one of whose threads has run out of memory, and with that has died: whatever
 * waits for the thread would wait for ever. Other exceptions are printed, as Java does.
 */
final class OutOfMemoryEnd implements UncaughtExceptionHandler {
  /** Made while there is memory. */
  private final byte[] message =
      "Cannot go on: this process ran out of memory. %s The ledger says what it has committed; the next run goes on from there.%n"
          .formatted(REMEDY)
          .getBytes(UTF_8);

  static final String REMEDY =
      "Give it more: HADOOP_CLIENT_OPTS=-Xmx4g in the environment, or SLUICE_OPTS=-Xmx4g with --local.";

  private final PrintStream err;
  private final OutputStream raw;
  private final IntConsumer halt;

  /**
   * Makes the handler.
   *
   * @param raw standard error itself, which needs no memory, as the streams above it do
   * @param halt ends the process without anything that could wait
   */
  OutOfMemoryEnd(PrintStream err, OutputStream raw, IntConsumer halt) {
    this.err = err;
    this.raw = raw;
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (isOutOfMemory(thrown)) {
      end();
    } else {
      err.printf("Exception in thread \"%s\" ", thread.getName());
      ForeignError.of(thrown).printStackTrace(err);
    }
  }

  private void end() {
    try {
      raw.write(message);
    } catch (IOException e) {
      return; // it is closed; the exit code says it
    } finally {
      halt.accept(ExitCode.NOT_KNOWN.number());
    }
  }

  /** Whether that is the cause, or below it. */
  static boolean isOutOfMemory(Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < 100; depth++, each = each.getCause()) {
      if (each instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }
}
