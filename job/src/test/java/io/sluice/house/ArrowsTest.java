package io.sluice.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests of the dependencies between modules and packages. Arrows point downwards only; a package
 * that no line names may be known.
 */
class ArrowsTest {

  /** Package root of a module, and the roots of those that it may know besides itself. */
  private static final Map<String, List<String>> MAY_KNOW =
      Map.of(
          "options", List.of(),
          "tracker", List.of("options"),
          "records", List.of("options", "tracker"),
          "writers", List.of("options", "tracker", "records"),
          "mapper", List.of("options", "tracker", "records"),
          "hive", List.of("options", "tracker", "records"),
          "maintenance", List.of("options", "tracker", "records", "writers", "mapper", "hive"),
          "job",
              List.of("options", "tracker", "records", "writers", "mapper", "hive", "maintenance"));

  /** What the rules are held against; {@link PlantedViolationsTest} puts others here. */
  JavaClasses classes = House.MAIN_CLASSES;

  @TestFactory
  Stream<DynamicTest> eachModuleKnowsOnlyThoseBelowIt() {
    return MAY_KNOW.keySet().stream()
        .sorted()
        .map(module -> DynamicTest.dynamicTest(module, () -> knowsOnlyThoseBelowIt(module)));
  }

  void knowsOnlyThoseBelowIt(String module) {
    String[] others =
        MAY_KNOW.keySet().stream()
            .filter(other -> !other.equals(module) && !allowed(module).contains(other))
            .map(other -> "io.sluice." + other + "..")
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage("io.sluice." + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others)
            .because("arrows point downwards only: " + module + " may know " + allowed(module)));
  }

  private static List<String> allowed(String module) {
    return MAY_KNOW.getOrDefault(module, List.of());
  }

  @Test
  void theOffsetTrackerKnowsNoKafkaMapReduceAvroOrParquet() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.sluice.tracker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.apache.kafka..",
                "org.apache.hadoop.mapred..",
                "org.apache.hadoop.mapreduce..",
                "org.apache.avro..",
                "org.apache.parquet.."));
  }

  @Test
  void offsetsAndOptionsKnowOnlyTheJdk() {
    check(onlyTheJdk("io.sluice.tracker.offset.."));
    check(onlyTheJdk("io.sluice.options.."));
  }

  private static ArchRule onlyTheJdk(String root) {
    return classes()
        .that()
        .resideInAPackage(root)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(root, "java..", "javax..", "org.jspecify.annotations");
  }

  @Test
  void packagesFormNoCycle() {
    check(slices().matching("io.sluice.(**)").should().beFreeOfCycles());
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }
}
