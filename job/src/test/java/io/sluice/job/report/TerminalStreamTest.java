package io.sluice.job.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TerminalStreamTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream err =
      new PrintStream(new TerminalStream(terminal), true, StandardCharsets.UTF_8);
  private final Progress progress =
      new Progress(err, Progress.Output.TERMINAL, () -> Instant.EPOCH);

  private String shown() {
    return terminal.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLogLineStandsAloneAlthoughProgressIsShown() {
    progress.show("Landing", 0.5, 10, 1000);
    String line = shown().substring(1);

    err.println("WARN: slow");
    progress.show("Landing", 0.5, 10, 1000);

    assertEquals(
        "\r" + line + "\r" + " ".repeat(line.length()) + "\rWARN: slow\n\r" + line, shown());
  }

  @Test
  void afterProgressHasEndedNothingIsCleared() {
    progress.show("Landing", 1, 10, 1000);
    progress.clear();
    terminal.reset();

    err.println("Run ended");

    assertEquals("Run ended\n", shown());
  }
}
