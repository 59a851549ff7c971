package io.sluice.testbed.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Waits until something that was started can be used. */
public final class Readiness {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /**
   * Asks once. An exception means "not yet" like {@code false}, and the last one is reported on
   * timeout.
   */
  @FunctionalInterface
  public interface Probe {
    boolean ready() throws Exception;
  }

  private Readiness() {}

  /**
   * Asks until the answer is yes.
   *
   * @param what for the message: "Cannot ‹what›: …"
   * @param children the processes that must stay alive meanwhile
   * @throws IOException on timeout, when a child has died, or on interrupt; with the tails of the
   *     children's logs
   */
  public static void await(
      String what, Duration timeout, Collection<ChildJvm> children, Probe probe)
      throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    String lastAnswer = "not ready";
    while (true) {
      for (ChildJvm child : children) {
        if (!child.isAlive()) {
          throw new IOException(
              "Cannot %s: %s has died.%n%s".formatted(what, child.name(), child.tail()));
        }
      }
      try {
        if (probe.ready()) {
          return;
        }
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      } catch (Exception e) {
        lastAnswer = e.toString();
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      }
      if (System.nanoTime() > deadline) {
        List<String> tails = children.stream().map(ChildJvm::tail).toList();
        throw new IOException(
            "Cannot %s: after %s the last answer was \"%s\".%n%s"
                .formatted(what, timeout, lastAnswer, String.join("\n", tails)));
      }
    }
  }

  /** Whether something accepts connections on 127.0.0.1 at this port. */
  public static boolean listens(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECT.toMillis());
      return true;
    }
  }

  private static IOException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IOException("Cannot " + what + ": interrupted while waiting.", cause);
  }
}
