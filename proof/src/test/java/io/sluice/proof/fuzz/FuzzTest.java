package io.sluice.proof.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.proof.Prove;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzTest {
  @Test
  void changedFilesOfTheStateAreReadOrRefusedInAQuarterOfAGigabyte() throws IOException {
    assertNoneEndsItsReader("state", 300);
  }

  @Test
  void recordsOfEveryFormatLandOrAreBadInAQuarterOfAGigabyte() throws IOException {
    assertNoneEndsItsReader("records", 2000);
  }

  /** As scripts/prove.sh starts it; with fewer seeds. */
  private static void assertNoneEndsItsReader(String what, int seeds) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Prove.class.getName(), "..", "fuzz", what));
    command.addAll(List.of("--seeds", Integer.toString(seeds)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try {
      said = new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly();
    }

    assertTrue(said.contains("none ended its reader"), said);
  }

  @Test
  void anUnknownArgumentIsAUsageError() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    assertEquals(2, FuzzCommand.run(List.of("--seeds"), new PrintStream(printed, true, UTF_8)));
    assertTrue(printed.toString(UTF_8).contains("--seed N to replay one"), printed.toString(UTF_8));
  }
}
