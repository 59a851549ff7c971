package io.sluice.proof.search;

import io.sluice.proof.replay.Program;
import io.sluice.tracker.run.Plan;
import java.util.Optional;
import java.util.function.Function;

/**
 * A process of a scene.
 *
 * @param name for histories
 * @param job the part whose submitted job it belongs to, {@link #NO_JOB} if it begins by itself
 * @param program what it does, by the plan of its job
 * @param grain how much of it is one step
 */
public record SceneProcess(
    String name, int job, Function<Optional<Plan>, Program> program, Grain grain) {
  public static final int NO_JOB = -1;

  /** Granularity of a step. */
  public enum Grain {
    /** One store call. */
    CALL,
    /** All that it does. */
    WHOLE
  }

  /** A process that begins by itself. */
  public static SceneProcess alone(String name, Program program) {
    return new SceneProcess(name, NO_JOB, plan -> program, Grain.CALL);
  }

  /** A process that begins once another has submitted its job. */
  public static SceneProcess ofJob(
      String name, int job, Grain grain, Function<Plan, Program> program) {
    return new SceneProcess(name, job, plan -> program.apply(plan.orElseThrow()), grain);
  }
}
