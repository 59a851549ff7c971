package io.sluice.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulationTest {
  @Test
  void aThousandHistoriesKeepEveryInvariantAndMeetEverythingThatCanHappen()
      throws InterruptedException {
    Simulation.Result result =
        Simulation.run(0, 1000, 2, new PrintStream(new ByteArrayOutputStream(), false, UTF_8));

    assertEquals(Optional.empty(), result.failed());
    assertEquals(List.of(), result.figures().missing());
    assertEquals(1000, result.figures().seeds());
  }

  @Test
  void theSameSeedIsTheSameHistory() throws InterruptedException {
    assertEquals(Simulation.history(7), Simulation.history(7));
  }

  @Test
  void anUnknownArgumentIsAUsageError() throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    assertEquals(
        2, SimulationCommand.run(List.of("--seed"), new PrintStream(printed, true, UTF_8)));
    assertTrue(
        printed.toString(UTF_8).contains("it takes --seeds N, or --seed N"),
        printed.toString(UTF_8));
  }
}
