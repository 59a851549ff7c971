package io.sluice.records.row;

/**
 * Thrown if a record's writer schema has fields that the landing schema lacks, which would be lost.
 * It is not a bad record; the topic cannot land as it is configured ({@code multi.type=refuse}).
 */
public final class ForeignSchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  ForeignSchemaException(String message) {
    super(message, null, false, false);
  }

  /** Never null, unlike that of other exceptions. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
