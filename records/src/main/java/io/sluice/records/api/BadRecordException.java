package io.sluice.records.api;

/**
 * This record cannot be landed, however often one tries: its bytes, its schema or its time are not
 * what they should be. It goes to quarantine whole, with the class of the error and the message.
 *
 * <p>Has no stack trace of its own, since a topic may hold millions of bad records.
 */
public final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String errorClass;

  /**
   * An error that we found ourselves.
   *
   * @param errorClass a short stable name by which people group errors, such as {@code
   *     json-malformed}
   * @param message what is wrong with which part; without the record's content, since it is logged
   */
  public BadRecordException(String errorClass, String message) {
    super(message, null, false, false);
    this.errorClass = errorClass;
  }

  /** As above, with what a library threw. */
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
