package io.sluice.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of the house fails of a class that breaks it, and names that class. */
class PlantedViolationsTest {

  private static final Pattern TYPE =
      Pattern.compile("package ([\\w.]+);.*?(?:class|interface) (\\w+).*", Pattern.DOTALL);

  /** One for all: it keeps the class path open. */
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

  @TempDir private Path folder;

  @AfterAll
  static void closeFiles() throws IOException {
    FILES.close();
  }

  @Test
  void theTrackerKnowsNoKafkaAndNoAvro() throws IOException {
    arrows(
        ArrowsTest::theOffsetTrackerKnowsNoKafkaMapReduceAvroOrParquet,
        "io.sluice.tracker.Violation.kafka",
        "package io.sluice.tracker; class Violation { org.apache.kafka.common.TopicPartition kafka; }");
    arrows(
        ArrowsTest::theOffsetTrackerKnowsNoKafkaMapReduceAvroOrParquet,
        "io.sluice.tracker.Violation.avro",
        "package io.sluice.tracker; class Violation { org.apache.avro.Schema avro; }");
  }

  @Test
  void offsetsKnowOnlyTheJdk() throws IOException {
    arrows(
        ArrowsTest::offsetsAndOptionsKnowOnlyTheJdk,
        "io.sluice.tracker.offset.Violation.path",
        "package io.sluice.tracker.offset; class Violation { org.apache.hadoop.fs.Path path; }");
  }

  @Test
  void arrowsPointDownwards() throws IOException {
    arrows(
        rules -> rules.knowsOnlyThoseBelowIt("mapper"),
        "io.sluice.mapper.Violation.writer",
        "package io.sluice.writers; public class Seen {}",
        "package io.sluice.mapper; class Violation { io.sluice.writers.Seen writer; }");
    arrows(
        rules -> rules.knowsOnlyThoseBelowIt("writers"),
        "io.sluice.writers.Violation.job",
        "package io.sluice.job; public class Seen {}",
        "package io.sluice.writers; class Violation { io.sluice.job.Seen job; }");
  }

  @Test
  void packagesFormNoCycle() throws IOException {
    arrows(
        ArrowsTest::packagesFormNoCycle,
        "Cycle detected",
        "package io.sluice.writers.one; public class One { io.sluice.writers.two.Two two; }",
        "package io.sluice.writers.two; public class Two { io.sluice.writers.one.One one; }");
  }

  @Test
  void kafkaStandsInItsPackages() throws IOException {
    places(
        PlacesTest::kafkasClientIsKnownOnlyInPackagesOfThatName,
        "io.sluice.job.Violation.kafka",
        "package io.sluice.job; class Violation { org.apache.kafka.common.TopicPartition kafka; }");
    places(
        PlacesTest::nobodySubscribesOrCommitsThroughAConsumer,
        "io.sluice.mapper.kafka.Violation.commit",
        "package io.sluice.mapper.kafka; class Violation { void commit("
            + "org.apache.kafka.clients.consumer.KafkaConsumer<?, ?> consumer) {"
            + " consumer.commitSync(); } }");
    String inside =
        "class Violation { org.apache.kafka.clients.consumer.internals.SubscriptionState inside; }";
    places(
        PlacesTest::kafkasInternalsAreKnownInOnePackageAtMost,
        "internals are known in",
        "package io.sluice.mapper.kafka; " + inside,
        "package io.sluice.job.kafka; " + inside);
  }

  @Test
  void mapReduceStandsInItsPackages() throws IOException {
    places(
        PlacesTest::mapReduceIsKnownOnlyInPackagesOfThatName,
        "io.sluice.job.Violation.job",
        "package io.sluice.job; class Violation { org.apache.hadoop.mapreduce.JobID job; }");
  }

  @Test
  void filesAreRemovedAndManifestsPutInOnePlace() throws IOException {
    places(
        PlacesTest::onlyTheStoresRenameAndDelete,
        "io.sluice.tracker.commit.Violation.remove",
        "package io.sluice.tracker.commit; class Violation { void remove("
            + "org.apache.hadoop.fs.FileSystem files, org.apache.hadoop.fs.Path path)"
            + " throws java.io.IOException { files.delete(path, true); } }");
    places(
        PlacesTest::onlyTheEndOfAnAttemptPutsItsManifest,
        "io.sluice.job.Violation.put",
        "package io.sluice.job; class Violation { void put(io.sluice.tracker.run.Runs runs,"
            + " io.sluice.tracker.run.Manifest manifest) throws java.io.IOException {"
            + " runs.putManifest(manifest); } }");
  }

  @Test
  void timeComesThroughAnInjectedClock() throws IOException {
    for (String time :
        List.of(
            "System.currentTimeMillis()",
            "System.nanoTime()",
            "java.time.Instant.now()",
            "new java.util.Date()",
            "org.apache.hadoop.util.Time.now()",
            "java.time.Clock.systemUTC()")) {
      places(
          PlacesTest::timeComesThroughAnInjectedClock,
          "io.sluice.job.Violation.time",
          "package io.sluice.job; class Violation { Object time() { return " + time + "; } }");
    }
  }

  @Test
  void oneClassWritesToTheLog() throws IOException {
    places(
        PlacesTest::onlyOneClassWritesToTheLog,
        "io.sluice.job.Violation.log",
        "package io.sluice.job; class Violation { org.slf4j.Logger log; }");
  }

  @Test
  void mainEndsTheJvm() throws IOException {
    places(
        PlacesTest::theJvmIsEndedOnlyInMain,
        "io.sluice.job.Violation.end",
        "package io.sluice.job; class Violation { void end() { System.exit(1); } }");
  }

  @Test
  void noStaticFieldCanChange() throws IOException {
    places(
        PlacesTest::noStaticFieldCanChange,
        "io.sluice.job.Violation.runs",
        "package io.sluice.job; class Violation { static int runs; }");
    places(
        PlacesTest::noStaticFieldCanChange,
        "io.sluice.job.Violation.SEEN",
        "package io.sluice.job; class Violation {"
            + " static final java.util.HashMap<String, String> SEEN = new java.util.HashMap<>(); }");
  }

  @Test
  void aPackageIsOneThingAndSaysWhatItIsFor() throws IOException {
    places(
        PlacesTest::aPackageIsOneThing,
        "split the package",
        IntStream.rangeClosed(1, 16)
            .mapToObj(number -> "package io.sluice.writers.large; class Violation" + number + " {}")
            .toArray(String[]::new));
    places(
        PlacesTest::everyPackageSaysWhatItIsForAndHoldsNoNull,
        "io.sluice.writers.unmarked",
        "package io.sluice.writers.unmarked; class Violation {}");
  }

  private void arrows(Consumer<ArrowsTest> rule, String expected, String... sources)
      throws IOException {
    ArrowsTest rules = new ArrowsTest();
    rules.classes = planted(sources);
    fails(() -> rule.accept(rules), expected);
  }

  private void places(Consumer<PlacesTest> rule, String expected, String... sources)
      throws IOException {
    PlacesTest rules = new PlacesTest();
    rules.classes = planted(sources);
    fails(() -> rule.accept(rules), expected);
  }

  private static void fails(Runnable rule, String expected) {
    AssertionError failure = assertThrows(AssertionError.class, rule::run);
    assertTrue(String.valueOf(failure.getMessage()).contains(expected), failure::getMessage);
  }

  /** Those classes and no others, compiled. */
  private JavaClasses planted(String... sources) throws IOException {
    StringWriter messages = new StringWriter();
    boolean compiled =
        COMPILER
            .getTask(
                messages,
                FILES,
                null,
                List.of("-d", folder.toString(), "-proc:none"),
                null,
                Arrays.stream(sources).map(Source::new).toList())
            .call();
    assertEquals("", compiled ? "" : messages.toString());
    return new ClassFileImporter()
        .importPaths(
            Stream.of(sources)
                .map(source -> folder.resolve(name(source).replace('.', '/') + ".class"))
                .toList());
  }

  private static String name(String source) {
    Matcher type = TYPE.matcher(source);
    assertTrue(type.matches(), source);
    return type.group(1) + "." + type.group(2);
  }

  /** A Java source in memory. */
  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("memory:///" + name(text).replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
