package io.sluice.testbed.soak.plan;

import static io.sluice.testbed.soak.plan.Moment.ENTRY_STANDS;
import static io.sluice.testbed.soak.plan.Moment.FILES_MOVE;
import static io.sluice.testbed.soak.plan.Moment.FIRST_MANIFEST;
import static io.sluice.testbed.soak.plan.Moment.MOVED_ON;
import static io.sluice.testbed.soak.plan.Moment.PLANNED;
import static io.sluice.testbed.soak.plan.Moment.PUBLISHED;
import static io.sluice.testbed.soak.plan.Moment.TASKS_RUN;
import static io.sluice.testbed.soak.plan.Victim.BROKER;
import static io.sluice.testbed.soak.plan.Victim.CLIENT;
import static io.sluice.testbed.soak.plan.Victim.MASTER_AFTER_COMMIT;
import static io.sluice.testbed.soak.plan.Victim.MASTER_BEFORE_COMMIT;
import static io.sluice.testbed.soak.plan.Victim.MASTER_DURING_COMMIT;
import static io.sluice.testbed.soak.plan.Victim.NAME_NODE;
import static io.sluice.testbed.soak.plan.Victim.NODE_MANAGER;
import static io.sluice.testbed.soak.plan.Victim.TASK;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Rounds of two or three kills each, drawn by a seed; whoever was hit least so far comes first, so
 * that a moment that was missed comes again.
 */
public final class Schedule {
  private final Random random;

  public Schedule(long seed) {
    this.random = new Random(seed);
  }

  /** A few rounds in which each kind of kill comes once: for a machine with little time. */
  public static List<Round> shortForm() {
    return List.of(
        Round.of(
            RunPlan.of(
                new Strike(BROKER, TASKS_RUN),
                new Strike(TASK, TASKS_RUN),
                new Strike(MASTER_DURING_COMMIT, FILES_MOVE))),
        Round.of(
            RunPlan.of(
                new Strike(MASTER_BEFORE_COMMIT, TASKS_RUN),
                new Strike(MASTER_AFTER_COMMIT, PUBLISHED))),
        Round.of(
            RunPlan.of(
                new Strike(NODE_MANAGER, TASKS_RUN),
                new Strike(NAME_NODE, FIRST_MANIFEST),
                new Strike(CLIENT, ENTRY_STANDS))));
  }

  /** The next round, after what the tally counts. */
  public Round next(Tally tally) {
    List<Victim> rarest = new ArrayList<>(List.of(Victim.values()));
    List<Integer> lots = random.ints(Victim.values().length).boxed().toList();
    rarest.sort(
        Comparator.<Victim>comparingInt(tally::of)
            .thenComparingInt(victim -> lots.get(victim.ordinal())));
    // Every third round a client that took over is killed as well.
    return random.nextInt(3) == 0 ? takenOver(rarest) : ofOneRun(rarest);
  }

  /**
   * The only Application Master dies between entry and mark, its client goes on with the files and
   * dies too, and in the half of them the next one as well.
   */
  private Round takenOver(List<Victim> rarest) {
    List<Strike> first = new ArrayList<>();
    early(rarest).ifPresent(first::add);
    first.add(new Strike(MASTER_DURING_COMMIT, random.nextBoolean() ? ENTRY_STANDS : FILES_MOVE));
    first.add(new Strike(CLIENT, MOVED_ON));
    RunPlan run = new RunPlan(1, first);
    return random.nextBoolean()
        ? Round.of(run)
        : Round.of(run, RunPlan.of(new Strike(CLIENT, MOVED_ON)));
  }

  /** At most one kill while tasks run, one between entry and mark, one of those that come late. */
  private Round ofOneRun(List<Victim> rarest) {
    List<Strike> strikes = new ArrayList<>();
    List<Victim> left = new ArrayList<>(rarest);
    early(left)
        .ifPresent(
            strike -> {
              strikes.add(strike);
              left.remove(strike.victim());
            });
    if (strikes.stream().noneMatch(strike -> strike.victim() == MASTER_BEFORE_COMMIT)
        || random.nextBoolean()) {
      left.stream()
          .filter(
              victim -> victim == MASTER_DURING_COMMIT || victim == CLIENT || victim == NAME_NODE)
          .findFirst()
          .ifPresent(victim -> strikes.add(new Strike(victim, between(ENTRY_STANDS, FILES_MOVE))));
    }
    if (left.indexOf(MASTER_AFTER_COMMIT) < 2
        && strikes.stream().noneMatch(strike -> strike.victim().isMaster())) {
      strikes.add(new Strike(MASTER_AFTER_COMMIT, PUBLISHED));
    }
    return Round.of(RunPlan.of(strikes.toArray(Strike[]::new)));
  }

  /** A kill before the commit, of the kind that was rarest. */
  private java.util.Optional<Strike> early(List<Victim> rarest) {
    return rarest.stream()
        .filter(victim -> victim != MASTER_DURING_COMMIT && victim != MASTER_AFTER_COMMIT)
        .findFirst()
        .map(victim -> new Strike(victim, earlyMoment(victim)));
  }

  private Moment earlyMoment(Victim victim) {
    return switch (victim) {
      case CLIENT -> between(PLANNED, FIRST_MANIFEST);
      case TASK, BROKER, NODE_MANAGER -> TASKS_RUN;
      default -> between(TASKS_RUN, FIRST_MANIFEST);
    };
  }

  private Moment between(Moment one, Moment other) {
    return random.nextBoolean() ? one : other;
  }
}
