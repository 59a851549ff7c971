package io.sluice.proof.simulation;

import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * A run's job as MapReduce has it: one Application Master, or a second one where the first fails.
 */
final class Job {
  private static final int MASTERS = 2;

  private final History history;
  private final String client;
  private final Layout layout;
  private final Plan plan;
  private final List<Actor> processes = new ArrayList<>();
  private int masters;
  private boolean over;
  private boolean killed;

  Job(History history, String client, Layout layout, Plan plan) {
    this.history = history;
    this.client = client;
    this.layout = layout;
    this.plan = plan;
  }

  Layout layout() {
    return layout;
  }

  Plan plan() {
    return plan;
  }

  String name() {
    return client;
  }

  boolean isOver() {
    return over;
  }

  void startMaster() {
    masters++;
    if (masters > 1) {
      history.count(Occurrence.SECOND_MASTER);
    }
    start(new ApplicationMaster(history, this, masters));
  }

  void start(Actor process) {
    processes.add(process);
    history.scheduler().start(process);
  }

  /** An Application Master is gone or is taken for gone, and had not ended. */
  void masterFailed() {
    if (killed || over || masters >= MASTERS || history.violated().isPresent()) {
      over = true;
    } else {
      startMaster();
    }
  }

  void end() {
    over = true;
  }

  /** A kill reaches some at once and some never. */
  void kill() {
    killed = true;
    over = true;
    for (Actor process : List.copyOf(processes)) {
      if (!process.isOver() && history.random().nextBoolean()) {
        process.kill();
      }
    }
  }
}
