package io.sluice.proof.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.proof.crash.Crashes.Small;
import io.sluice.tracker.commit.FreshRun.Dying;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault at each store call of two runs, and each two of them. */
class CrashesTest {
  private static Crashed crashed(Small small, Dying dying, int most) throws IOException {
    Crashed crashed = new Crashes(small, dying, line -> {}).run(most);
    assertEquals(List.of(), crashed.violated(), () -> "after " + crashed.history());
    return crashed;
  }

  @Test
  void twoRunsThatGoWellKeepEveryInvariantAfterEveryCall() throws IOException {
    Crashed well = crashed(Small.TWO_TOPICS, Dying.ALL, 0);

    assertTrue(well.calls() > 100, well::toString);
    assertEquals(0, well.points());
  }

  @Test
  void aFaultAtAnyCallIsHarmless() throws IOException {
    for (Dying dying : Dying.values()) {
      Crashed one = crashed(Small.TWO_TOPICS, dying, 1);

      assertTrue(one.points() > 2L * one.calls(), one::toString);
    }
  }

  @Test
  void aSecondFaultDuringTheRecoveryFromTheFirstIsHarmless() throws IOException {
    Crashed two = crashed(Small.ONE_TOPIC, Dying.ALL, 2);

    assertTrue(two.pairs() > 10_000, two::toString);
  }

  @Test
  void aSecondFaultIsHarmlessWhereOnlyOneProcessDies() throws IOException {
    Crashed two = crashed(Small.ONE_TOPIC, Dying.ONE_PROCESS, 2);

    assertTrue(two.pairs() > 10_000, two::toString);
  }
}
