package io.sluice.writers.time;

/**
 * The value of {@code timestamp.extractor}: one of ours, or a class of the user.
 *
 * @param name as the user wrote it
 */
public record Extractor(String name) {
  static final String RECORD = "Record";
  static final String WALLCLOCK = "Wallclock";
  static final String RECORD_FIELD = "RecordField";

  /**
   * Parses a value of {@code timestamp.extractor}.
   *
   * @throws IllegalArgumentException if it is neither one of ours nor a class name
   */
  public static Extractor of(String name) {
    if (!isOurs(name) && !name.matches("([A-Za-z_$][\\w$]*\\.)+[A-Za-z_$][\\w$]*")) {
      throw new IllegalArgumentException(
          "neither Wallclock, Record nor RecordField, nor the full name of a class");
    }
    return new Extractor(name);
  }

  /** Whether {@code timestamp.field} says where to look. */
  public boolean readsFields() {
    return name.equals(RECORD_FIELD);
  }

  /** Whether it is no class of the user. */
  public boolean isOurs() {
    return isOurs(name);
  }

  private static boolean isOurs(String name) {
    return name.equals(RECORD) || name.equals(WALLCLOCK) || name.equals(RECORD_FIELD);
  }
}
