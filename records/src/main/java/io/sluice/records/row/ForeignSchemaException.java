package io.sluice.records.row;

/**
 * A record's writer schema has fields that the landing schema lacks: landing it would lose them.
 * Not a bad record, but a topic that cannot land as it is configured ({@code multi.type=refuse}).
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
