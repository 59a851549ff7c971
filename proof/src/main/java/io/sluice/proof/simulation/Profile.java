package io.sluice.proof.simulation;

import io.sluice.job.config.PlanningOptions;
import io.sluice.job.config.StartingOffsets;
import io.sluice.job.config.TopicPlanningOptions.OnDataLoss;
import io.sluice.job.config.TopicPlanningOptions.OnTopicRecreated;
import io.sluice.tracker.run.Plan.OnFailure;
import java.util.Random;

/**
 * The parameters of a history; rates are per call.
 *
 * @param runs as cron starts them
 * @param calls after which nothing new goes wrong
 * @param clients at once, at most
 * @param lockers part of the runs that ask for the lock
 * @param maxBytes of a run
 * @param oddAnswers how often brokers answer with a former topic ID, or with none
 * @param reconfigured how often a run leaves topics out
 * @param keep entries of the ledger that retention leaves
 * @param renameThreads by which a process publishes
 * @param bad one of so many records cannot be decoded, about
 * @param stickiness how likely who runs goes on
 */
record Profile(
    int runs,
    long calls,
    int clients,
    double lockers,
    double stickiness,
    double deaths,
    double pauses,
    double faults,
    double outages,
    double logEvents,
    double persons,
    long splitBytes,
    long maxBytes,
    Setup setup,
    StartingOffsets startingOffsets,
    double oddAnswers,
    double reconfigured,
    long keep,
    int renameThreads,
    OnDataLoss onDataLoss,
    OnTopicRecreated onTopicRecreated,
    OnFailure onFailure,
    Epochs epochs,
    int bad) {

  /** Which records carry leader epochs. */
  enum Epochs {
    ALL,
    NONE,
    /** Those of a log that were written while its format was the new one. */
    SOME;

    private static Epochs draw(Random random) {
      return switch (random.nextInt(8)) {
        case 0 -> NONE;
        case 1, 2 -> SOME;
        default -> ALL;
      };
    }
  }

  /** The setup of the state directories. */
  enum Setup {
    ONE,
    /** Two with one name, over the same topics. */
    TWO,
    /** Its directories are restored, each as it was at some time. */
    RESTORED;

    private static Setup draw(Random random) {
      return switch (random.nextInt(8)) {
        case 0 -> TWO;
        case 1, 2 -> RESTORED;
        default -> ONE;
      };
    }
  }

  static Profile draw(Random random) {
    Profile drawn = drawAny(random);
    return drawn.setup == Setup.RESTORED ? drawn.withoutPersons() : drawn;
  }

  private Profile withoutPersons() {
    return new Profile(
        runs,
        calls,
        clients,
        lockers,
        stickiness,
        deaths,
        pauses,
        faults,
        outages,
        logEvents,
        0,
        splitBytes,
        maxBytes,
        setup,
        startingOffsets,
        oddAnswers,
        reconfigured,
        keep,
        renameThreads,
        onDataLoss,
        onTopicRecreated,
        onFailure,
        epochs,
        bad);
  }

  private static Profile drawAny(Random random) {
    long splitBytes = of(random, 4, 8, 1000) * 1000L;
    return new Profile(
        3 + random.nextInt(6),
        1200,
        1 + random.nextInt(3),
        random.nextInt(3) / 2.0,
        of(random, 0.3, 0.6, 0.9),
        of(random, 0, 0.002, 0.008),
        of(random, 0, 0.004, 0.015),
        of(random, 0, 0.01, 0.04, 0.1),
        of(random, 0, 0.001, 0.004),
        of(random, 0, 0.015, 0.05),
        of(random, 0, 0.015, 0.04),
        splitBytes,
        random.nextInt(3) == 0 ? 3 * splitBytes : PlanningOptions.UNBOUNDED,
        Setup.draw(random),
        random.nextInt(4) == 0 ? new StartingOffsets.Latest() : new StartingOffsets.Earliest(),
        of(random, 0, 0, 0.2),
        of(random, 0, 0, 0.3),
        of(random, 1, 3, 1000),
        of(random, 1, 3),
        random.nextBoolean() ? OnDataLoss.SKIP : OnDataLoss.HOLD,
        random.nextBoolean() ? OnTopicRecreated.HOLD : OnTopicRecreated.RESTART,
        random.nextInt(4) == 0 ? OnFailure.NONE : OnFailure.PARTIAL,
        Epochs.draw(random),
        of(random, 30, 30, 30, 5));
  }

  /** Nothing goes wrong any more. */
  Profile calm() {
    return new Profile(
        0,
        0,
        1,
        1,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        splitBytes,
        maxBytes,
        setup,
        startingOffsets,
        0,
        0,
        keep,
        renameThreads,
        onDataLoss,
        onTopicRecreated,
        onFailure,
        epochs,
        bad);
  }

  private static double of(Random random, double... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static int of(Random random, int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
