package io.sluice.testbed.soak.plan;

import java.util.List;

/** Runs with kills, one after the other; then runs without, until all is well; then a look. */
public record Round(List<RunPlan> runs) {
  public Round {
    runs = List.copyOf(runs);
  }

  public static Round of(RunPlan... runs) {
    return new Round(List.of(runs));
  }

  public List<Strike> strikes() {
    return runs.stream().flatMap(run -> run.strikes().stream()).toList();
  }
}
