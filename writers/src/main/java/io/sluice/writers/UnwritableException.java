package io.sluice.writers;

/** A file's format does not take its schema or its rows: nothing of the topic can land. */
final class UnwritableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnwritableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Never null, unlike that of other exceptions. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
