package io.sluice.testbed.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.soak.plan.Tally;
import io.sluice.testbed.soak.plan.Victim;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakFiguresTest {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final long MANY = 5_000_000;

  private static SoakFigures clean(Duration time, Tally tally, long records) {
    return new SoakFigures(time, 40, tally, records, records, 0, 0, 0, 0, 0, 0);
  }

  private static Tally killsOfEach(int kills) {
    Tally tally = new Tally();
    for (int i = 0; i < kills; i++) {
      for (Victim victim : Victim.values()) {
        tally.count(victim);
      }
    }
    return tally;
  }

  @Test
  void eachThingThatWentWrongCounts() {
    Tally none = new Tally();
    assertTrue(clean(SHORT, none, 9).isClean());
    assertFalse(new SoakFigures(SHORT, 1, none, 9, 8, 1, 0, 0, 0, 0, 0).isClean());
    assertFalse(new SoakFigures(SHORT, 1, none, 9, 10, 0, 1, 0, 0, 0, 0).isClean());
    assertFalse(new SoakFigures(SHORT, 1, none, 9, 9, 0, 0, 1, 0, 0, 0).isClean());
    assertFalse(new SoakFigures(SHORT, 1, none, 9, 9, 0, 0, 0, 1, 0, 0).isClean());
    assertFalse(new SoakFigures(SHORT, 1, none, 9, 9, 0, 0, 0, 0, 1, 0).isClean());
    assertFalse(new SoakFigures(SHORT, 1, none, 9, 9, 0, 0, 0, 0, 0, 1).isClean());
    assertFalse(new SoakFigures(SHORT, 1, none, 9, 8, 0, 0, 0, 0, 0, 0).isClean());
  }

  @Test
  void onlyHalfAnHourOwesKillsAndRecords() {
    Tally enough = killsOfEach(8);
    for (int i = 0; i < 10; i++) {
      enough.countInsideCommit();
    }
    assertTrue(clean(SHORT, new Tally(), 9).isEnough());
    assertTrue(clean(LONG, enough, MANY).isEnough());
    assertFalse(clean(LONG, enough, MANY - 1).isEnough());
    assertFalse(clean(LONG, killsOfEach(8), MANY).isEnough());
    assertFalse(clean(LONG, killsOfEach(7), MANY).isEnough());
  }

  @Test
  void theLineNamesEveryFigure() {
    assertEquals(
        "soak: 5.0 minutes, 40 runs, 8 kills (client 1, Application Master before commit 1, "
            + "Application Master during commit 1, Application Master after commit 1, task 1, "
            + "NodeManager 1, broker 1, NameNode 1), 0 of them between entry and published mark; "
            + "produced 9, landed 9, lost 0, doubled 0, wrong 0, untrue words 0, unsound 0, stuck 0",
        clean(SHORT, killsOfEach(1), 9).toString());
  }
}
