package io.sluice.testbed.soak.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  /** Half an hour has time for thirty and more. */
  private static final int ROUNDS = 25;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aSoakOfHalfAnHourHasEnoughOfEach(long seed) {
    Tally tally = new Tally();
    played(new Schedule(seed), tally, ROUNDS);
    assertTrue(tally.isEnough(), () -> tally.inAll() + " " + tally.insideCommit());
  }

  @Test
  void theSameSeedGivesTheSameRounds() {
    assertEquals(
        played(new Schedule(7), new Tally(), ROUNDS), played(new Schedule(7), new Tally(), ROUNDS));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void strikesOfARunComeInTheOrderOfTheProtocol(long seed) {
    for (Round round : played(new Schedule(seed), new Tally(), ROUNDS)) {
      for (RunPlan run : round.runs()) {
        List<Moment> moments = run.strikes().stream().map(Strike::moment).toList();
        assertEquals(moments.stream().sorted().toList(), moments);
      }
    }
  }

  @Test
  void whatWasMissedComesAgain() {
    Tally tally = new Tally();
    for (Victim victim : Victim.values()) {
      for (int i = 0; i < 3; i++) {
        if (victim != Victim.NODE_MANAGER) {
          tally.count(victim);
        }
      }
    }
    Schedule schedule = new Schedule(3);
    assertTrue(
        Stream.generate(() -> schedule.next(tally))
            .limit(4)
            .flatMap(round -> round.strikes().stream())
            .anyMatch(strike -> strike.victim() == Victim.NODE_MANAGER));
  }

  @Test
  void theShortFormKillsEachKindOnce() {
    Set<Victim> victims = EnumSet.noneOf(Victim.class);
    int strikes = 0;
    for (Round round : Schedule.shortForm()) {
      for (Strike strike : round.strikes()) {
        victims.add(strike.victim());
        strikes++;
      }
    }
    assertEquals(EnumSet.allOf(Victim.class), victims);
    assertEquals(Victim.values().length, strikes);
  }

  private static List<Round> played(Schedule schedule, Tally tally, int rounds) {
    List<Round> played = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Round round = schedule.next(tally);
      for (Strike strike : round.strikes()) {
        tally.count(strike.victim());
        if (strike.moment().insidePublish()) {
          tally.countInsideCommit();
        }
      }
      played.add(round);
    }
    return played;
  }
}
