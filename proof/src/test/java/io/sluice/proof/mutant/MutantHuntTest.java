package io.sluice.proof.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protocol bugs put in by hand are found. */
class MutantHuntTest {
  @Test
  void everyMutantIsCaught() throws IOException, InterruptedException {
    List<MutantReport> reports = new MutantHunt(Path.of("..")).hunt(List.of(), 2, report -> {});

    assertTrue(reports.size() >= 25, () -> reports.size() + " mutants");
    assertEquals(
        List.of(),
        reports.stream().filter(report -> !report.isCaught()).map(MutantReport::name).toList());
  }
}
