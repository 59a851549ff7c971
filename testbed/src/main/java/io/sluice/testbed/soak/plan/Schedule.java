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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Rounds of three or four kills each, drawn by a seed; whoever was hit least so far comes first, so
 * that a moment that was missed comes again.
 */
public final class Schedule {
  /** Processes that can be killed after the entry is put. */
  private static final List<Victim> LATE =
      List.of(MASTER_DURING_COMMIT, MASTER_AFTER_COMMIT, CLIENT, NAME_NODE);

  private static final int EARLY = 3;

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
    Collections.shuffle(rarest, random);
    rarest.sort(Comparator.comparingInt(tally::of));
    // Every third round a client that took over is killed as well.
    return random.nextInt(3) == 0 ? takenOver(rarest) : ofOneRun(rarest);
  }

  /**
   * The only Application Master dies between entry and mark, its client goes on with the files and
   * dies too, and in the half of them the next one as well.
   */
  private Round takenOver(List<Victim> rarest) {
    List<Victim> who = new ArrayList<>(rarest);
    // A dead client takes nothing over; and there is only one Application Master, whose NodeManager
    // must live.
    who.removeAll(List.of(CLIENT, MASTER_BEFORE_COMMIT, NODE_MANAGER));
    List<Strike> strikes = early(who, 1);
    strikes.add(new Strike(MASTER_DURING_COMMIT, between(ENTRY_STANDS, FILES_MOVE)));
    strikes.add(new Strike(CLIENT, MOVED_ON));
    RunPlan run = RunPlan.withOneMaster(strikes.toArray(Strike[]::new));
    return random.nextBoolean()
        ? Round.of(run)
        : Round.of(run, RunPlan.of(new Strike(CLIENT, MOVED_ON)));
  }

  /** Kills before the commit; then one between entry and mark, or after both. */
  private Round ofOneRun(List<Victim> rarest) {
    List<Strike> strikes = early(rarest, EARLY);
    List<Victim> left = new ArrayList<>(rarest);
    strikes.forEach(strike -> left.remove(strike.victim()));
    left.removeIf(victim -> !LATE.contains(victim));
    Victim last = left.get(0);
    strikes.add(
        new Strike(
            last, last == MASTER_AFTER_COMMIT ? PUBLISHED : between(ENTRY_STANDS, FILES_MOVE)));
    return Round.of(RunPlan.of(strikes.toArray(Strike[]::new)));
  }

  /** Kills before the commit, of those who were hit least, in the order of their moments. */
  private List<Strike> early(List<Victim> rarest, int count) {
    return rarest.stream()
        .filter(victim -> victim != MASTER_DURING_COMMIT && victim != MASTER_AFTER_COMMIT)
        .limit(count)
        .map(victim -> new Strike(victim, earlyMoment(victim)))
        .sorted(Comparator.comparing(Strike::moment))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Moment earlyMoment(Victim victim) {
    return switch (victim) {
      // Where the client dies before it has asked for a job, there is nobody else to kill.
      case CLIENT -> random.nextInt(4) == 0 ? PLANNED : between(TASKS_RUN, FIRST_MANIFEST);
      case TASK, BROKER, NODE_MANAGER -> TASKS_RUN;
      default -> between(TASKS_RUN, FIRST_MANIFEST);
    };
  }

  private Moment between(Moment one, Moment other) {
    return random.nextBoolean() ? one : other;
  }
}
