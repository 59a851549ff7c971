package io.sluice.job.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class VisibleStreamTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(new VisibleStream(terminal), true, UTF_8);

  @Test
  void whatALibraryLogsMovesNoCursorAndTurnsNoText() {
    err.println(
        "WARN a broker said \u001b[2J\u0007\rforged \u009b31m \u202egnp\u2066 \ufeffé 漢 😀");

    assertEquals(
        "WARN a broker said \\u001b[2J\\u0007\\u000dforged \\u009b31m \\u202egnp\\u2066 \\ufeffé 漢"
            + " 😀\n",
        terminal.toString(UTF_8));
  }

  @Test
  void progressWritesOverItsLineAndATabStays() {
    err.print("\rLanding: 5 %");
    err.print("\r            \r");
    err.println("\tat io.sluice.Main");

    assertEquals("\rLanding: 5 %\r            \r\tat io.sluice.Main\n", terminal.toString(UTF_8));
  }
}
