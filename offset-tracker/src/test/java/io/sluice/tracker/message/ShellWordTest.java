package io.sluice.tracker.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dt=2026-11-21/hour=09",
        "hdfs://nn1:8020/data",
        "the shop's own",
        "$HOME `id` \"x\" \\",
        "a;b&c|d>e<f*g?h~i#j!",
        "two\nlines",
        "/conf/a\u200db.properties",
        "\u202e50% 'off' \\n \\101",
        "\u001b[2J\u0007",
        "\ue000\udb40\udc01x",
        "ends\n",
        ""
      })
  void aShellReadsTheWordThatWasGiven(String word) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(word)).start();

    String read = new String(shell.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, shell.waitFor());
    assertEquals(word, read);
  }

  @Test
  void aWordWithCharactersThatCannotBeSeenSurvivesItsWayThroughAMessage() {
    String word = ShellWord.of("/conf/a\u200db\u202e\n.properties");

    assertEquals(word, ForeignText.lines(word));
    assertEquals(word, ForeignText.message(word));
  }

  @Test
  void aPlainWordStaysAsItIs() {
    assertEquals("dt=2026-11-21/hour=09", ShellWord.of("dt=2026-11-21/hour=09"));
  }
}
