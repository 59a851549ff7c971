package io.sluice.tracker.json;

import io.sluice.tracker.message.ForeignText;
import java.io.IOException;

/** A file of the state directory is there and cannot be understood. To try again is of no use. */
public class UnreadableStateException extends IOException {
  private static final long serialVersionUID = 1;

  private final String message;

  public UnreadableStateException(String message) {
    super(message);
    this.message = ForeignText.message(message);
  }

  public UnreadableStateException(String message, Throwable cause) {
    super(message, cause);
    this.message = ForeignText.message(message);
  }

  @Override
  public String getMessage() {
    return message;
  }
}
