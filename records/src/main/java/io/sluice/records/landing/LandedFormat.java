package io.sluice.records.landing;

import java.util.Locale;

/** Format of landed files; {@code format}. */
public enum LandedFormat {
  AVRO,
  PARQUET;

  /** The value of the key, and the end of file names. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
