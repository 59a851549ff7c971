package io.sluice.writers;

import java.io.IOException;

/** A right keeps a topic from being written: no retry of the attempt helps. */
final class BlockedException extends IOException {
  private static final long serialVersionUID = 1L;

  BlockedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Never null, unlike that of other exceptions. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
