package io.sluice.testbed.shown;

import io.sluice.testbed.shown.TestReport.Case;
import io.sluice.testbed.shown.TestReport.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tests of all modules: which there are, by their sources, and what became of them in one
 * build, by its reports. Reports that are older than the build are an earlier one's and prove
 * nothing.
 */
final class TestRuns {
  private static final Pattern METHOD =
      Pattern.compile("\\b(?:void|Stream<DynamicTest>) (\\w+)\\(");

  private final Instant buildStart;
  private final Map<String, List<TestReport>> reports = new HashMap<>();
  private final Set<String> classes = new TreeSet<>();
  private final Set<String> methods = new TreeSet<>();

  private TestRuns(Instant buildStart) {
    this.buildStart = buildStart;
  }

  /** Reads the modules directly below a root. */
  static TestRuns of(Path root, Instant buildStart) throws IOException {
    TestRuns runs = new TestRuns(buildStart);
    for (Path module : list(root)) {
      for (Path report : list(module.resolve("target/surefire-reports"))) {
        runs.addReport(report);
      }
      for (Path report : list(module.resolve("target/failsafe-reports"))) {
        runs.addReport(report);
      }
      runs.addSources(module.resolve("src/test/java"));
    }
    return runs;
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private void addReport(Path file) throws IOException {
    String name = file.toAbsolutePath().getFileName().toString();
    if (name.startsWith("TEST-") && name.endsWith(".xml")) {
      TestReport report = TestReport.read(file);
      reports.computeIfAbsent(report.testClass(), each -> new ArrayList<>()).add(report);
    }
  }

  private void addSources(Path sources) throws IOException {
    if (!Files.isDirectory(sources)) {
      return;
    }
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String name = file.toAbsolutePath().getFileName().toString();
        classes.add(name.substring(0, name.length() - ".java".length()));
        METHOD
            .matcher(Files.readString(file))
            .results()
            .forEach(each -> methods.add(each.group(1)));
      }
    }
  }

  /** What is wrong with a test, for people; empty if it passed in this build. */
  Optional<String> fault(Citation citation) {
    // A method may be inherited, so it is looked for in all sources.
    if (!classes.contains(citation.testClass())
        || (!citation.method().isEmpty() && !methods.contains(citation.method()))) {
      return Optional.of("does not exist");
    }
    List<TestReport> known = reports.getOrDefault(citation.testClass(), List.of());
    List<TestReport> fresh =
        known.stream().filter(report -> !report.written().isBefore(buildStart)).toList();
    if (fresh.isEmpty()) {
      return Optional.of(
          known.isEmpty()
              ? "did not run"
              : "did not run in this build: its report is of "
                  + known.get(0).written()
                  + ", the build began at "
                  + buildStart);
    }
    List<Case> cases =
        fresh.stream()
            .flatMap(report -> report.cases().stream())
            .filter(
                each ->
                    citation.method().isEmpty()
                        || each.method().isEmpty()
                        || each.method().equals(citation.method()))
            .toList();
    return faultOf(cases);
  }

  private static Optional<String> faultOf(List<Case> cases) {
    if (cases.isEmpty()) {
      return Optional.of("did not run, though others of its class did");
    }
    if (cases.stream().anyMatch(each -> each.end() == End.SKIPPED)) {
      return Optional.of("is disabled, or was skipped by an assumption");
    }
    return cases.stream().anyMatch(each -> each.end() == End.FAILED)
        ? Optional.of("failed")
        : Optional.empty();
  }
}
