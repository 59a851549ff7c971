package io.sluice.tracker.json;

/** A file was written by a newer Sluice. */
public final class NewerFormatException extends UnreadableStateException {
  private static final long serialVersionUID = 1;

  NewerFormatException(String path, int found, int known) {
    super(
        "Cannot read "
            + path
            + ": it has format "
            + found
            + ", this Sluice knows formats up to "
            + known
            + ". Use the Sluice that wrote it, or a newer one.");
  }
}
