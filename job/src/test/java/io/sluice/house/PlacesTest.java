package io.sluice.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Tests of rules that restrict an API to some packages. */
class PlacesTest {

  private static final int CLASSES_PER_PACKAGE = 15;

  private static final String[] KAFKA_PACKAGES = {
    "io.sluice.mapper..kafka", "io.sluice.job..kafka", "io.sluice.maintenance..kafka"
  };

  /** What Hadoop makes by reflection in a container can be given no clock: it is an entry too. */
  private static final String[] MAPREDUCE_PACKAGES = {
    "io.sluice.mapper..mapreduce", "io.sluice.job..mapreduce"
  };

  private static final String[] SYSTEM_CLOCKS = {
    "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes"
  };

  /** What the rules are held against; {@link PlantedViolationsTest} puts others here. */
  JavaClasses classes = House.MAIN_CLASSES;

  @Test
  void kafkasClientIsKnownOnlyInPackagesOfThatName() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(KAFKA_PACKAGES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.."));
  }

  @Test
  void nobodySubscribesOrCommitsThroughAConsumer() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(
                member(
                    "org.apache.kafka.clients.consumer.Consumer",
                    "subscribe",
                    "commitSync",
                    "commitAsync"))
            .because("the ledger holds the offsets"));
  }

  @Test
  void kafkasInternalsAreKnownInOnePackageAtMost() {
    DescribedPredicate<JavaClass> internals =
        resideInAnyPackage(
            "org.apache.kafka..internal..",
            "org.apache.kafka..internals..",
            "org.apache.kafka.common.message..",
            "org.apache.kafka.common.network..",
            "org.apache.kafka.common.protocol..",
            "org.apache.kafka.common.requests..");
    Set<String> packages =
        classes.stream()
            .filter(
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> internals.test(dependency.getTargetClass())))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertTrue(packages.size() <= 1, () -> "Kafka's internals are known in " + packages);
  }

  @Test
  void mapReduceIsKnownOnlyInPackagesOfThatName() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(MAPREDUCE_PACKAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hadoop.mapred..", "org.apache.hadoop.mapreduce.."));
  }

  @Test
  void onlyTheEndOfAnAttemptPutsItsManifest() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.sluice.tracker.commit.AttemptEnd")
            .should()
            .accessTargetWhere(member("io.sluice.tracker.run.Runs", "putManifest"))
            .because("whoever puts it elsewhere may delete behind it what it names"));
  }

  @Test
  void onlyTheStoresRenameAndDelete() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.sluice.tracker.store")
            .should()
            .accessTargetWhere(
                member("org.apache.hadoop.fs.FileSystem", "rename", "delete", "deleteOnExit")
                    .or(member("org.apache.hadoop.fs.FileContext", "rename", "delete"))
                    .or(member("java.nio.file.Files", "move", "delete", "deleteIfExists"))
                    .or(member("java.io.File", "renameTo", "delete", "deleteOnExit"))));
  }

  @Test
  void timeComesThroughAnInjectedClock() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(
                member("java.lang.System", "currentTimeMillis")
                    .or(timeOfDay())
                    .or(member("org.apache.hadoop.util.Time", "now", "monotonicNow"))
                    .or(newDate())));
    check(
        noClasses()
            .that(DescribedPredicate.not(entries()))
            .should()
            .accessTargetWhere(
                member("java.lang.System", "nanoTime")
                    .or(member("java.time.Clock", SYSTEM_CLOCKS))
                    .or(member("java.time.InstantSource", "system")))
            .because("a clock is made at an entry and handed down"));
  }

  @Test
  void onlyOneClassWritesToTheLog() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.sluice.tracker.message.Log")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.slf4j..",
                "org.apache.log4j..",
                "org.apache.commons.logging..",
                "java.util.logging..")
            .because("it writes text of others so that it forges no line"));
  }

  @Test
  void onlyFewClassesPrint() {
    Set<String> printing =
        House.MAIN_CLASSES.stream()
            .filter(type -> type.getAccessesFromSelf().stream().anyMatch(PlacesTest::prints))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    printing.removeAll(
        Set.of(
            "Client",
            "Console",
            "LedgerText",
            "LedgerCommand",
            "Main",
            "OutOfMemoryEnd",
            "Progress",
            "TextTable"));
    assertEquals(
        Set.of(), printing, "others print through Console, which writes out text of others");
  }

  @Test
  void theJvmIsEndedOnlyInMain() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(
                DescribedPredicate.not(
                        DescribedPredicate.<JavaAccess<?>>describe(
                            "from a method main",
                            access -> access.getOrigin().getName().equals("main")))
                    .and(
                        member("java.lang.System", "exit")
                            .or(member("java.lang.Runtime", "exit", "halt")))));
  }

  @Test
  void noStaticFieldCanChange() {
    check(
        fields()
            .that()
            .areStatic()
            .and(
                DescribedPredicate.<JavaField>describe(
                    "are written by a person", field -> !isSynthetic(field)))
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(DescribedPredicate.describe("a mutable type", PlacesTest::isMutable)));
  }

  @Test
  void aPackageIsOneThing() {
    Map<String, Long> tooLarge =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    tooLarge.values().removeIf(count -> count <= CLASSES_PER_PACKAGE);
    assertEquals(Map.of(), tooLarge, "more than 15 classes are two things: split the package");
  }

  @Test
  void everyPackageSaysWhatItIsForAndHoldsNoNull() {
    List<String> unmarked =
        classes.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(
                each ->
                    each.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty())
            .map(each -> each.getName())
            .toList();
    assertEquals(List.of(), unmarked, "packages without a @NullMarked package-info");
  }

  private static boolean prints(JavaAccess<?> access) {
    return access.getTargetOwner().isAssignableTo("java.io.PrintStream")
        && Set.of("print", "println", "printf", "format", "append")
            .contains(access.getTarget().getName());
  }

  private static DescribedPredicate<JavaClass> entries() {
    return DescribedPredicate.<JavaClass>describe(
            "Main", type -> type.getSimpleName().equals("Main"))
        .or(resideInAnyPackage(MAPREDUCE_PACKAGES));
  }

  private static DescribedPredicate<JavaAccess<?>> timeOfDay() {
    return DescribedPredicate.describe(
        "now() without a clock",
        access ->
            access.getTarget().getName().equals("now")
                && resideInAPackage("java.time..").test(access.getTargetOwner())
                && !access.getTarget().getFullName().contains("java.time.Clock"));
  }

  private static DescribedPredicate<JavaAccess<?>> newDate() {
    return DescribedPredicate.describe(
        "new Date()", access -> access.getTarget().getFullName().equals("java.util.Date.<init>()"));
  }

  private static DescribedPredicate<JavaAccess<?>> member(String owner, String... names) {
    Set<String> wanted = Set.of(names);
    return DescribedPredicate.describe(
        owner + wanted,
        access ->
            wanted.contains(access.getTarget().getName())
                && access.getTargetOwner().isAssignableTo(owner));
  }

  private static boolean isSynthetic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean isMutable(JavaClass type) {
    boolean implementation = !type.isInterface();
    return (implementation && type.isAssignableTo(Collection.class))
        || (implementation && type.isAssignableTo(Map.class))
        || type.isAssignableTo(Lock.class)
        || type.isAssignableTo(Random.class)
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(StringBuilder.class)
        || type.getPackageName().equals("java.util.concurrent.atomic");
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }
}
