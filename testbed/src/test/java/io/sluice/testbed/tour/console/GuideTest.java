package io.sluice.testbed.tour.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static final String WORDS = "word ".repeat(50).strip();

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Guide guide =
      new Guide(new PrintStream(shown, true, StandardCharsets.UTF_8), Guide.Style.PLAIN);

  private List<String> lines() {
    return shown.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void nothingIsWiderThanAHundredColumns() {
    guide.say(WORDS);
    guide.command("run-job.sh " + WORDS);
    guide.quote(WORDS);
    guide.command("duckdb", List.of("SELECT 1", WORDS));

    assertTrue(lines().stream().allMatch(line -> line.length() <= 100), lines().toString());
    assertEquals(
        200,
        lines().stream().mapToInt(line -> line.split("word", -1).length - 1).sum(),
        lines().toString());
  }

  @Test
  void aLongCommandIsStillOneForAShell() {
    guide.command("run-job.sh " + WORDS);

    String pasted =
        String.join("\n", lines()).replaceFirst("^\\s*\\$ ", "").replaceAll(" \\\\\n\\s*", " ");
    assertEquals("run-job.sh " + WORDS, pasted);
  }

  @Test
  void whatFitsStandsAsItIs() {
    guide.quote("  a    table  of  columns");

    assertEquals(List.of("   |   a    table  of  columns"), lines());
  }

  @Test
  void aWordThatIsTooLongIsNotCut() {
    guide.quote("x".repeat(120) + " y");

    assertEquals(List.of("   | " + "x".repeat(120), "   |       y"), lines());
  }
}
