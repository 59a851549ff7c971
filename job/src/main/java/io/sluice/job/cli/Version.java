package io.sluice.job.cli;

import java.util.Optional;

/** Sluice's own version, from the manifest of the jar that it runs from. */
final class Version {

  private Version() {}

  static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(unpacked)");
  }
}
