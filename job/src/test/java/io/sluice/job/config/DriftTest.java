package io.sluice.job.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.options.Problems;
import io.sluice.options.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds docs/configuration.md, the examples in conf/ and the code against each other. */
class DriftTest {

  private static final Path ROOT = Path.of("..");
  private static final Path REFERENCE = ROOT.resolve("docs/configuration.md");
  private static final Path USUAL = ROOT.resolve("conf/avro-from-registry.properties");
  private static final String BEGIN = "<!-- From here on made from the code";
  private static final Pattern COMMENTED_OUT = Pattern.compile("#(?=[a-z][a-z0-9.]*=)");

  @Test
  void theReferenceSaysWhatTheCodeDoes() throws IOException {
    String text = Files.readString(REFERENCE);
    int begin = text.indexOf('\n', text.indexOf(BEGIN)) + 2;
    assertTrue(begin > 2, "docs/configuration.md has lost its mark: " + BEGIN);
    if (Boolean.getBoolean("sluice.write.reference")) {
      Files.writeString(REFERENCE, text.substring(0, begin) + Reference.markdown());
      return;
    }

    assertEquals(
        Reference.markdown(),
        text.substring(begin),
        "Make it anew: mvn -Dquick -pl job -am test -Dtest=DriftTest -Dsurefire.failIfNoSpecifiedTests=false -Dsluice.write.reference=true");
  }

  /** Only of 5: another run is active. All else is for somebody to see, at least if it lasts. */
  @Test
  void theExampleOfACrontabMakesSuccessOfNoOtherCodeThanAnActiveRun() throws IOException {
    List<String> codes =
        Files.readString(ROOT.resolve("conf/crontab.example"))
            .lines()
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> Pattern.compile("--ok-exit[= ](\\S+)").matcher(line).results())
            .map(found -> found.group(1))
            .toList();

    assertEquals(List.of("5"), codes);
  }

  @TestFactory
  Stream<DynamicTest> eachExampleIsAConfigurationThatIsAccepted() throws IOException {
    return examples().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getFileName().toString(),
                    () -> assertEquals(List.of(), problemsOf(Files.readString(example)))));
  }

  /** What an example offers commented out must be right as well: alone, over the example. */
  @TestFactory
  Stream<DynamicTest> whatAnExampleOffersIsAcceptedToo() throws IOException {
    return examples().stream()
        .flatMap(
            example ->
                lines(example)
                    .filter(line -> COMMENTED_OUT.matcher(line).lookingAt())
                    .map(
                        line ->
                            DynamicTest.dynamicTest(
                                example.getFileName() + " " + line,
                                () -> assertEquals(List.of(), problemsWith(example, line)))));
  }

  private static List<String> problemsWith(Path example, String line) throws IOException {
    String setting = line.substring(1);
    String key = setting.substring(0, setting.indexOf('=') + 1);
    String others =
        lines(example).filter(each -> !each.startsWith(key)).collect(Collectors.joining("\n"));
    return problemsOf(others + "\n" + setting);
  }

  /** A file without a name is a layer for others. */
  private static List<String> problemsOf(String text) throws IOException {
    Problems problems = new Problems();
    Settings below =
        text.contains("\nname=")
            ? Settings.NONE
            : Settings.NONE.overlay(Files.readString(USUAL), "usual", problems);
    Ingestion.read(below.overlay(text, "example", problems), problems);
    return problems.lines();
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("conf"))) {
      List<Path> examples =
          files
              .filter(file -> file.toString().endsWith(".properties"))
              .filter(file -> !file.endsWith("log4j.properties"))
              .sorted()
              .toList();
      assertTrue(examples.size() > 3, "examples: " + examples);
      return examples;
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
