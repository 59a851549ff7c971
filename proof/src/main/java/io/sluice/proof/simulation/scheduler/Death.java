package io.sluice.proof.simulation.scheduler;

/** The process is gone. Nobody may catch this but its {@link Actor}. */
public final class Death extends Error {
  private static final long serialVersionUID = 1;

  Death(String process) {
    super(process + " is dead", null, false, false);
  }
}
