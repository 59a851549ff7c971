package io.sluice.testbed;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house that hold for the testbed too. It may know every module, make its own
 * clock and delete what it likes; the rest is tested in {@code job}.
 */
class TestbedHouseTest {

  private static final int CLASSES_PER_PACKAGE = 15;

  private static final JavaClasses MAIN_CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("io.sluice.testbed");

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.sluice.(**)").should().beFreeOfCycles().check(MAIN_CLASSES);
  }

  @Test
  void aPackageIsOneThing() {
    Map<String, Long> tooLarge =
        MAIN_CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    tooLarge.values().removeIf(count -> count <= CLASSES_PER_PACKAGE);
    assertEquals(Map.of(), tooLarge, "more than 15 classes are two things: split the package");
  }
}
