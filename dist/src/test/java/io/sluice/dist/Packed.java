package io.sluice.dist;

import java.nio.file.Path;
import java.util.Objects;

/** Paths of the artifacts that the build has packed. */
final class Packed {

  private Packed() {}

  static Path jar() {
    return Path.of(property("sluice.jar"));
  }

  static Path archive() {
    return Path.of(property("sluice.archive"));
  }

  /** The bill of materials beside the archive. */
  static Path sbom() {
    return Path.of(property("sluice.sbom"));
  }

  static String version() {
    return property("sluice.version");
  }

  /** The root of the source checkout. */
  static Path checkout() {
    return Path.of(property("sluice.checkout"));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
