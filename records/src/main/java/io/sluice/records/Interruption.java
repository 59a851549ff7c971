package io.sluice.records;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/** Distinguishes the interruption of a task from what a user's code, or its network, may throw. */
public final class Interruption {
  private Interruption() {}

  /**
   * Throws the exception if the thread was interrupted. A timeout on the network is an exception of
   * the same type in Java, and no interruption.
   */
  public static void rethrow(IOException e) throws InterruptedIOException {
    if (e instanceof InterruptedIOException interrupted && !(e instanceof SocketTimeoutException)) {
      throw interrupted;
    }
  }
}
