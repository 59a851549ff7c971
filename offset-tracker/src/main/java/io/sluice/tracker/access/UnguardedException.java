package io.sluice.tracker.access;

import java.io.IOException;

/**
 * A directory cannot be made as closed as the one whose records are to be written there: nothing
 * may be written until somebody has changed it.
 */
public final class UnguardedException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnguardedException(String message) {
    super(message);
  }

  public UnguardedException(String message, Throwable cause) {
    super(message, cause);
  }
}
