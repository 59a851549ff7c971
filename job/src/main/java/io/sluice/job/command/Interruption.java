package io.sluice.job.command;

import java.util.function.Supplier;

/**
 * Says what becomes of a run whose client is ended by a signal, Ctrl-C among them. To be closed
 * when the run has ended by itself.
 */
public final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /**
   * Waits for a signal.
   *
   * @param message what to say if one comes
   */
  public static Interruption reports(Console console, Supplier<String> message) {
    Thread hook = new Thread(() -> console.note(message.get()), "sluice-interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the signal has come: it has been said
    }
  }
}
