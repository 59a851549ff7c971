package io.sluice.testbed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.soak.Soak;
import io.sluice.testbed.soak.SoakFigures;
import io.sluice.testbed.soak.plan.Round;
import io.sluice.testbed.soak.plan.Schedule;
import io.sluice.testbed.soak.plan.Tally;
import io.sluice.testbed.soak.plan.Victim;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The soak's short form: each part is killed once, while records keep coming. {@code
 * scripts/prove.sh soak} goes on for as long as asked.
 */
@RealStack
class SoakIT {
  private static final int RECORDS_PER_SECOND = 1000;
  private static final long SEED = 4;

  /** For moments that were missed: they last some hundred milliseconds. */
  private static final int FURTHER_ROUNDS = 3;

  @TempDir Path directory;

  @Test
  void everyPartDiesAndEachRecordLandsOnce(Stack stack) throws Exception {
    Queue<Round> rounds = new ArrayDeque<>(Schedule.shortForm());
    Schedule further = new Schedule(SEED);
    PrintStream out = System.out;
    try (Soak soak = Soak.begin(stack, "soak", directory, SEED, RECORDS_PER_SECOND, out)) {
      int[] left = {FURTHER_ROUNDS};
      soak.play(
          tally -> {
            if (rounds.isEmpty() && !spared(tally).isEmpty() && left[0]-- > 0) {
              rounds.add(further.next(tally));
            }
            return Optional.ofNullable(rounds.poll());
          });
      SoakFigures figures = soak.end();
      out.println(figures);
      assertTrue(figures.isClean(), figures::toString);
      assertTrue(spared(figures.tally()).isEmpty(), () -> "nobody killed: " + figures);
      assertTrue(figures.tally().insideCommit() > 0, figures::toString);
    }
  }

  private static List<Victim> spared(Tally tally) {
    return Arrays.stream(Victim.values()).filter(victim -> tally.of(victim) == 0).toList();
  }
}
