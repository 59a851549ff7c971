package io.sluice.proof.replay;

import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.run.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements and acts of a process up to now that the invariants, or other processes, need. */
public final class ProcessLog {
  /** Its last word about a run. */
  public record Word(String runId, RunOutcome outcome) {}

  private final List<Word> words = new ArrayList<>();
  private Optional<Plan> planned = Optional.empty();
  private Optional<Plan> submitted = Optional.empty();

  /** It is about to put this plan. */
  public void planned(Plan plan) {
    planned = Optional.of(plan);
  }

  /** It has had a job submitted, whose processes may begin. */
  public void submitted(Plan plan) {
    submitted = Optional.of(plan);
  }

  /** It reports how its run has ended. */
  public void ended(String runId, RunOutcome outcome) {
    words.add(new Word(runId, outcome));
  }

  public List<Word> words() {
    return List.copyOf(words);
  }

  Optional<Plan> planned() {
    return planned;
  }

  Optional<Plan> submitted() {
    return submitted;
  }
}
