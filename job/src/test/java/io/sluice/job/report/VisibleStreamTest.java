package io.sluice.job.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class VisibleStreamTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream err = over(UTF_8);

  private PrintStream over(Charset charset) {
    return new PrintStream(new VisibleStream(terminal, charset), true, charset);
  }

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

  @Test
  void aControlCharacterOfOneByteIsWrittenOutWhereTheTerminalReadsItAsOne() {
    over(ISO_8859_1).println("a\u009b2Jé");
    err.write(0x9b);

    assertEquals("a\\u009b2Jé\n\u00ef\u00bf\u00bd", terminal.toString(ISO_8859_1));
  }

  @Test
  void aCharacterThatTwoWritesCutIsWrittenOutToo() {
    for (byte each : "é\u009b2J\u202e😀\udb40\udc01".getBytes(UTF_8)) {
      err.write(each);
      err.flush();
    }

    assertEquals("é\\u009b2J\\u202e😀\\udb40\\udc01", terminal.toString(UTF_8));
  }

  @Test
  void whatIsWrittenOutInTextOfOthersIsWrittenOutHere() {
    err.print("\u061c\u00ad\udb40\udc41\u2028");

    assertEquals("\\u061c\\u00ad\\udb40\\udc41\\u2028", terminal.toString(UTF_8));
  }
}
