package io.sluice.testbed.shown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documents of a folder, held against the tests that ran. */
final class ShownClaims {
  private ShownClaims() {}

  /** What is wrong, a line each. */
  static List<String> faults(Path documents, TestRuns runs) throws IOException {
    List<String> faults = new ArrayList<>();
    int citations = 0;
    for (Path document : markdown(documents)) {
      DocumentedTests tests = DocumentedTests.read(document);
      tests.empty().forEach(place -> faults.add(place + " names no test"));
      for (Citation citation : tests.citations()) {
        runs.fault(citation)
            .ifPresent(fault -> faults.add(citation.place() + " " + citation.test() + " " + fault));
        citations++;
      }
    }
    if (citations == 0) {
      faults.add("No document in " + documents + " says by which tests it is shown");
    }
    return faults;
  }

  private static List<Path> markdown(Path documents) throws IOException {
    try (Stream<Path> files = Files.list(documents)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
