package io.sluice.testbed.soak.plan;

import java.util.List;

/**
 * One run, and what dies in it.
 *
 * @param masters how many Application Masters YARN may give the job
 * @param strikes in the order of their moments
 */
public record RunPlan(int masters, List<Strike> strikes) {
  /** YARN's default for a job. */
  public static final int USUAL_MASTERS = 2;

  public RunPlan {
    strikes = List.copyOf(strikes);
  }

  /** A run whose job gets the usual number of Application Masters. */
  public static RunPlan of(Strike... strikes) {
    return new RunPlan(USUAL_MASTERS, List.of(strikes));
  }

  /** A run whose job ends with its first Application Master. */
  public static RunPlan withOneMaster(Strike... strikes) {
    return new RunPlan(1, List.of(strikes));
  }
}
