package io.sluice.proof.simulation;

import io.sluice.job.config.TopicPlanningOptions.OnDataLoss;
import io.sluice.job.config.TopicPlanningOptions.OnTopicRecreated;
import io.sluice.tracker.run.Plan.OnFailure;
import java.util.Random;

/**
 * What kind of history it is; rates are per call.
 *
 * @param runs as cron starts them
 * @param calls after which nothing new goes wrong
 * @param clients at once, at most
 * @param lockers part of the runs that ask for the lock
 * @param keep entries of the ledger that retention leaves
 * @param renameThreads by which a process publishes
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
    long keep,
    int renameThreads,
    OnDataLoss onDataLoss,
    OnTopicRecreated onTopicRecreated,
    OnFailure onFailure) {

  static Profile draw(Random random) {
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
        of(random, 4, 8, 1000) * 1000L,
        of(random, 1, 3, 1000),
        of(random, 1, 3),
        random.nextBoolean() ? OnDataLoss.SKIP : OnDataLoss.HOLD,
        random.nextBoolean() ? OnTopicRecreated.HOLD : OnTopicRecreated.RESTART,
        random.nextInt(4) == 0 ? OnFailure.NONE : OnFailure.PARTIAL);
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
        keep,
        renameThreads,
        onDataLoss,
        onTopicRecreated,
        onFailure);
  }

  private static double of(Random random, double... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static int of(Random random, int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
