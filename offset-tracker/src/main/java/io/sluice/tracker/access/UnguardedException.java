package io.sluice.tracker.access;

import java.io.IOException;

/**
 * Thrown if a directory cannot be restricted as the directory whose records are to be written
 * there: nothing may be written until this is changed.
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
