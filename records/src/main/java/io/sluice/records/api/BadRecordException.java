package io.sluice.records.api;

/**
 * Thrown if a record can never land, because its bytes, its schema or its time are invalid. The
 * record goes to quarantine unchanged, with the class of the error and the message.
 *
 * <p>The exception has no stack trace, because a topic may contain millions of bad records.
 */
public final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String errorClass;

  /**
   * An error without a cause.
   *
   * @param errorClass a short stable name for grouping errors, such as {@code json-malformed}
   * @param message the invalid part and the reason, without the record's content, because it is
   *     logged
   */
  public BadRecordException(String errorClass, String message) {
    super(message, null, false, false);
    this.errorClass = errorClass;
  }

  /** An error with an exception as its cause. */
  public BadRecordException(String errorClass, String message, Throwable cause) {
    super(message, cause, false, false);
    this.errorClass = errorClass;
  }

  public String errorClass() {
    return errorClass;
  }

  /** Never null, unlike that of other exceptions. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
