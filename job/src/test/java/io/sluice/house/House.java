package io.sluice.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

/** The main classes of all modules on this test's class path. */
final class House {

  static final JavaClasses MAIN_CLASSES =
      new ClassFileImporter().withImportOption(House::isMain).importPackages("io.sluice");

  private House() {}

  private static boolean isMain(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }
}
