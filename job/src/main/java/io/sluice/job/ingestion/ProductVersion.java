package io.sluice.job.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Sluice's own version, as the build wrote it into the jar. */
public final class ProductVersion {
  private static final String RESOURCE = "/io/sluice/version";

  private ProductVersion() {}

  /** Such as {@code 0.1.0}. */
  public static String current() {
    try (InputStream in = ProductVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE + " of the jar", e);
    }
  }
}
