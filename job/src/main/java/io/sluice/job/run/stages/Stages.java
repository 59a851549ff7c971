package io.sluice.job.run.stages;

import io.sluice.job.report.RunReport;
import io.sluice.tracker.message.Log;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Times the stages of a run, with one line in the log for each. */
public final class Stages {
  private static final Log LOG = Log.of(Stages.class);

  private final InstantSource clock;
  private final List<RunReport.Stage> done = new ArrayList<>();

  /** None yet. */
  public Stages(InstantSource clock) {
    this.clock = clock;
  }

  /** Work that may fail in the ways of its kind. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T run() throws E, InterruptedException;
  }

  /** Does the work of one stage; its duration is kept if it fails, too. */
  <T, E extends Exception> T time(String stage, Work<T, E> work) throws E, InterruptedException {
    long begin = begin();
    try {
      return work.run();
    } finally {
      end(stage, begin);
    }
  }

  /** Begins a stage whose work fails in more ways than one; {@link #end} wants what this gives. */
  long begin() {
    return clock.millis();
  }

  void end(String stage, long begin) {
    long millis = clock.millis() - begin;
    done.add(new RunReport.Stage(stage, millis));
    LOG.info("Stage ended: stage={} millis={}", stage, millis);
  }

  /** Those that have ended, in their order. */
  public List<RunReport.Stage> done() {
    return List.copyOf(done);
  }
}
