package io.sluice.job.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir private Path directory;

  @Test
  void aReportIsWritten() throws IOException {
    Path file = directory.resolve("report.json");

    assertEquals(Optional.empty(), ReportFile.write(file.toString(), "{}"));

    assertEquals("{}", Files.readString(file));
  }

  @Test
  void aNameThatTheProcessCannotWriteIsAMessageAndNothingElse() {
    // No platform has a name with this character in it, whatever the character set.
    String why = ReportFile.write("r\0port.json", "{}").orElseThrow();

    assertTrue(why.startsWith("Cannot write the report to r\0port.json: the process"), why);
    assertTrue(why.endsWith("The run has ended as its exit code says."), why);
  }

  @Test
  void soIsADirectoryThatIsNotThere() {
    String why =
        ReportFile.write(directory.resolve("gone/report.json").toString(), "{}").orElseThrow();

    assertTrue(why.contains("Give --report a file that can be written"), why);
  }
}
