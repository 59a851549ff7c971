package io.sluice.tracker.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
  @Test
  void noControlCharacterReachesATerminalOrForgesALine() {
    assertEquals("a \\u001b[2Jb c", ForeignText.line("a \u001b[2Jb\r\nc"));
    assertEquals("x\\u202ey\\u2066z", ForeignText.line("x\u202ey\u2066z"));
    assertEquals("1 2 3", ForeignText.line("1\u20282\u00853"));
    assertEquals("é 漢 😀", ForeignText.line("é 漢 😀"));
  }

  @Test
  void spacesWithinALineStay() {
    assertEquals("dt=a  b c", ForeignText.line(" dt=a  b\t\n  c "));
  }

  @Test
  void aCharacterBeyondTheFirstPlaneIsWrittenOutAsItsTwoHalves() {
    assertEquals("a\\udb40\\udc01b", ForeignText.line("a\udb40\udc01b"));
  }

  @Test
  void aJsonTextKeepsItsValuesAndShowsWhatCannotBeSeen() {
    assertEquals(
        "{\n  \"why\" : \"x\\u202ey\\u009bz\\u2028é\"\n}",
        ForeignText.json("{\n  \"why\" : \"x\u202ey\u009bz\u2028é\"\n}"));
  }

  @Test
  void oneLongLineAmongOthersIsCut() {
    String text = "a\n" + "x".repeat(1 << 20) + "\nb\n";

    String lines = ForeignText.lines(text);

    assertEquals(10_006, lines.length());
    assertTrue(lines.startsWith("a\nxx"));
    assertTrue(lines.endsWith("x…\nb\n"));
  }

  @Test
  void itsLinesStayWhereTheyAreMeant() {
    assertEquals("a\n\tb\\u000dc\\u001b", ForeignText.lines("a\n\tb\rc\u001b"));
  }

  @Test
  void aLineOfOursHoldsEachTextInOneLine() {
    assertEquals(
        "  left:  a b\\u001b 1.5", ForeignText.format("  left: %10s %.1f ", "a\nb\u001b", 1.5));
    assertEquals(4_002, ForeignText.format("%s.", "x".repeat(1 << 20)).length());
  }

  @Test
  void aMegabyteIsCut() {
    assertEquals(1_001, ForeignText.line("x".repeat(1 << 20)).length());
    assertTrue(ForeignText.line("x ".repeat(1 << 20), 80).endsWith("…"));
  }
}
